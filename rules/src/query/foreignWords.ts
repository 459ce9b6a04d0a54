/** What other query languages call an operator, and KQL's for the same. */
export const foreignOperators: ReadonlyMap<string, string> = new Map([
  ['dedup', 'distinct'],
  ['eval', 'extend'],
  ['fields', 'project'],
  ['group', 'summarize'],
  ['head', 'take'],
  ['having', 'where'],
  ['orderby', 'order'],
  ['rename', 'project-rename'],
  ['select', 'project'],
  ['stats', 'summarize'],
  ['table', 'project'],
]);

/** Words between two values that KQL writes in another way. */
export const foreignComparisons: ReadonlyMap<string, string> = new Map([
  ['is', '`isnull(…)` or `isempty(…)` around the value'],
  ['not', '`!in`, `!has` or `!contains`, or `not(…)` around the condition'],
]);

/** Words behind a column of `sort`, and keywords, as they are written in KQL; by their lower case. */
export const keywords: ReadonlyMap<string, string> = new Map([
  ['ascending', 'asc'],
  ['descending', 'desc'],
  ...['asc', 'by', 'desc', 'from', 'nulls', 'on', 'step', 'to', 'with'].map((word): [string, string] => [word, word]),
]);
