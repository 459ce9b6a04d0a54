/** What the words of KQL say that are neither functions nor operators. */
const joinKinds: Readonly<Record<string, string>> = {
  innerunique: 'Of left rows with the same key only one is joined, whichever; what `join` does without `kind`.',
  inner: 'A row for each pair of a left and a right row with the same key.',
  leftouter: 'Like `inner`, and the left rows without a partner, with nulls for the right side.',
  rightouter: 'Like `inner`, and the right rows without a partner, with nulls for the left side.',
  fullouter: 'Like `inner`, and the rows of both sides without a partner.',
  leftsemi: 'The left rows that have a partner, with their columns only.',
  rightsemi: 'The right rows that have a partner, with their columns only.',
  leftanti: 'The left rows without a partner, with their columns only.',
  anti: 'The left rows without a partner; the same as `leftanti`.',
  leftantisemi: 'The left rows without a partner; the same as `leftanti`.',
  rightanti: 'The right rows without a partner, with their columns only.',
  rightantisemi: 'The right rows without a partner; the same as `rightanti`.',
};

const words: Readonly<Record<string, string>> = {
  by: 'What rows are grouped or sorted by.',
  on: 'What the rows of both sides must agree in, or what `mv-apply` runs.',
  kind: 'Which rows `join`, `union`, `parse` and others return.',
  asc: 'From small to large.',
  desc: 'From large to small; what `sort` does unless told otherwise.',
  nulls: 'Whether nulls come `first` or `last`.',
  with: 'The pattern of `parse`, or the properties of an operator.',
  typeof: 'The type that values are converted to.',
  isfuzzy: 'With `true`, tables that do not exist are left out instead of failing the query.',
  withsource: 'The name of a column with the table each row is from.',
  dynamic: 'A value with parts: an array or a property bag, written as JSON.',
  step: 'The distance between two points of the series.',
  default: 'The value of points without rows.',
  materialize: 'Computes a table once that the query reads several times.',
  toscalar: 'The first value of a query, to be used as a constant.',
  mvexpand: 'The former name of `mv-expand`: a row for each element of an array.',
  'matches regex': 'Whether a part of the string matches the regular expression (RE2 syntax).',
  $left: 'The left side of a `join`.',
  $right: 'The right side of a `join`.',
};

/** Whose page has a word that has none of its own. */
const operators: Readonly<Record<string, string>> = {
  mvexpand: 'mv-expand',
  'matches regex': 'matches regex',
  isfuzzy: 'union',
  withsource: 'union',
  step: 'make-series',
  default: 'make-series',
  $left: 'join',
  $right: 'join',
};

/** `before` is the text in front of the word; undefined for words that say nothing of their own. */
export function describeKeyword(word: string, before: string): { readonly markdown: string; readonly operator?: string } | undefined {
  const isKind = /\bkind\s*=\s*$/.test(before);
  if (isKind && Object.hasOwn(joinKinds, word)) return { markdown: `**kind=${word}**\n\n${joinKinds[word]}`, operator: 'join' };
  if (isKind || !Object.hasOwn(words, word)) return undefined;
  const operator = Object.hasOwn(operators, word) ? operators[word] : undefined;
  return { markdown: `**${word}**\n\n${words[word]}`, ...(operator === undefined ? {} : { operator }) };
}
