import { type Check, rulesOnly } from './check.ts';
import { removeFromQuery } from './removeFromQuery.ts';
import { operatorsOf } from './syntaxNodes.ts';

export const renderInRule: Check = {
  code: 'KQL013',
  name: 'render-in-rule',
  severity: 'info',
  fixesKeepMeaning: true,
  appliesTo: rulesOnly,
  *check({ query, document }) {
    if (query === undefined) return;
    for (const { span } of operatorsOf(query.bound.syntax, 'render')) {
      const { text } = query.bound;
      const pipe = text.slice(0, span.start).trimEnd().length - 1;
      const stage = { start: text.slice(0, Math.max(0, pipe)).trimEnd().length, end: span.end };
      yield {
        span: query.embedded.toSource(span),
        message: 'Nobody looks at the chart of a rule: `render` has no effect',
        fixes: text[pipe] === '|' ? removeFromQuery('Remove `render`', document, query, stage) : [],
      };
    }
  },
};
