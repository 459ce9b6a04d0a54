/** The commands of the manifest, each with one place in `RuleSession.runCommand`. */
export const commandNames = [
  'rulesmith.runRule',
  'rulesmith.cancelRun',
  'rulesmith.chooseSamples',
  'rulesmith.queryHits',
  'rulesmith.newRule',
  'rulesmith.showOutput',
  'rulesmith.restartServer',
] as const;

export type CommandName = (typeof commandNames)[number];
