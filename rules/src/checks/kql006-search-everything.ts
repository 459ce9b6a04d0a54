import { type Check, rulesOnly } from './check.ts';
import { syntaxNodes } from './syntaxNodes.ts';

/** The service takes no rule that searches all tables. */
export const searchEverything: Check = {
  code: 'KQL006',
  name: 'search-everything',
  severity: 'error',
  appliesTo: rulesOnly,
  *check({ query }) {
    if (query === undefined) return;
    for (const node of syntaxNodes(query.bound.syntax)) {
      if (node.kind !== 'operator-source' || node.operator.kind !== 'search' || node.operator.in.length > 0) continue;
      const span = { start: node.span.start, end: node.span.start + 'search'.length };
      yield {
        span: query.embedded.toSource(span),
        message: 'A rule may not search all tables; begin with a table, or write `search in (…)`',
      };
    }
  },
};
