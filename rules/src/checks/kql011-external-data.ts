import { type Check, rulesOnly } from './check.ts';
import { syntaxNodes } from './syntaxNodes.ts';

/** Whoever changes or removes the file changes what the rule finds. */
export const externalData: Check = {
  code: 'KQL011',
  name: 'external-data',
  severity: 'info',
  appliesTo: rulesOnly,
  *check({ query }) {
    if (query === undefined) return;
    for (const node of syntaxNodes(query.bound.syntax)) {
      if (node.kind !== 'externaldata') continue;
      const span = { start: node.span.start, end: node.span.start + 'externaldata'.length };
      yield {
        span: query.embedded.toSource(span),
        message: 'The rule depends on a file elsewhere: when it moves, the rule fails; consider a watchlist',
      };
    }
  },
};
