import { type Check, rulesAndHunts } from './check.ts';

/** A query of `let` statements only, or one that is only a comment, returns nothing. */
export const noResult: Check = {
  code: 'KQL005',
  name: 'no-result',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check({ query }) {
    if (query === undefined || query.embedded.text.trim() === '' || query.bound.diagnostics.some(({ severity }) => severity === 'error'))
      return;
    if (query.bound.syntax.statements.some((statement) => statement.kind !== 'let' && statement.kind !== 'set-option')) return;
    yield {
      span: query.embedded.keySpan,
      message: 'The query returns no table: end it with a tabular expression',
    };
  },
};
