/**
 * A quick look at a YAML file: may it be a Sentinel rule, a hunting query or a parser? VS Code can only activate an extension for all of YAML,
 * so this decides whether anything more than the few kilobytes around it is loaded. It finds every file that the language server recognises,
 * and sometimes one that it does not: those cost a server, and the server leaves them alone.
 */
const tellingKeys = [
  'queryFrequency',
  'queryPeriod',
  'triggerOperator',
  'triggerThreshold',
  'eventGroupingSettings',
  'alertDetailsOverride',
  'requiredDataConnectors',
  'relevantTechniques',
  'entityMappings',
  'customDetails',
  'incidentConfiguration',
  'tactics',
  'FunctionQuery',
  'ParserQuery',
];

/** A telling key, or a rule's kind, at the begin of a line (or of a file written as one flow mapping), quoted or not. */
const pattern = new RegExp(
  `^(?:\\uFEFF|\\{\\s*)?["']?(?:(?:${tellingKeys.join('|')})["']?\\s*:|kind["']?\\s*:\\s*["']?(?:scheduled|nrt)\\b)`,
  'im',
);

export function mayBeRule(text: string): boolean {
  return pattern.test(text);
}
