import { entryOf, isBlank, textOf, type YamlNode } from './yaml/yamlTree.ts';

/** What a YAML file is, told by its content alone; `other` files are none of our business. */
export type DocumentKind = 'rule' | 'hunt' | 'parser' | 'other';

/** Keys that analytics rules have and nothing else; hunting queries share those of the second list. */
const ruleKeys = ['queryFrequency', 'queryPeriod', 'triggerOperator', 'triggerThreshold', 'eventGroupingSettings', 'alertDetailsOverride'];
const contentKeys = ['requiredDataConnectors', 'relevantTechniques', 'entityMappings', 'customDetails', 'incidentConfiguration', 'tactics'];
const parserNameKeys = ['FunctionName', 'FunctionAlias', 'ParserName', 'EquivalentBuiltInParser', 'EquivalentBuiltInFunction'];
/** Keys that other kinds of file begin with: Kubernetes, workflows, compose files, Sigma rules, Panther rules. */
const foreignKeys = ['apiVersion', 'jobs', 'services', 'logsource', 'detection', 'AnalysisType', 'hosts', 'resources'];

const ruleKinds = new Set(['scheduled', 'nrt']);

/** Recognises a file, also one that is only half written. */
export function documentKind(root: YamlNode | undefined): DocumentKind {
  if (root?.type !== 'map') return 'other';
  const has = (key: string) => entryOf(root, key) !== undefined;
  if (foreignKeys.some(has)) return 'other';
  if ((has('FunctionQuery') || has('ParserQuery')) && (parserNameKeys.some(has) || has('Function') || has('Parser'))) return 'parser';
  const value = (key: string) => textOf(entryOf(root, key)?.value)?.toLowerCase() ?? '';
  const ruleScore = count(ruleKeys, has) + (ruleKinds.has(value('kind')) ? 1 : 0);
  const contentScore = count(contentKeys, has);
  // Hunting queries have neither: a rule whose kind is misspelt.
  if (has('query') && value('kind') !== '' && value('severity') !== '') return 'rule';
  if (has('query')) return ruleScore > 0 ? 'rule' : contentScore > 0 ? 'hunt' : 'other';
  if (ruleScore > 0 && ruleScore + contentScore >= 2) return 'rule';
  if (ruleKinds.has(value('kind')) && hasIdentity(root)) return 'rule';
  return contentScore >= 2 ? 'hunt' : 'other';
}

function hasIdentity(root: YamlNode): boolean {
  return ['id', 'name'].some((key) => !isBlank(entryOf(root, key)?.value));
}

function count(keys: readonly string[], has: (key: string) => boolean): number {
  return keys.filter(has).length;
}
