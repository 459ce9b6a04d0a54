import { type Check, rulesOnly } from './check.ts';
import { operatorsOf } from './syntaxNodes.ts';

/** The service takes no rule that reads all tables; one that reads those of a pattern reads tomorrow what it does not today. */
export const unionOfEverything: Check = {
  code: 'KQL007',
  name: 'union-of-everything',
  severity: 'error',
  appliesTo: rulesOnly,
  *check({ query }) {
    if (query === undefined) return;
    for (const { tables } of operatorsOf(query.bound.syntax, 'union')) {
      for (const table of tables) {
        const span = query.embedded.toSource(table.span);
        const pattern = query.bound.text.slice(table.span.start, table.span.end);
        if (pattern === '*') yield { span, message: 'A rule may not read all tables; name those it needs' };
        else if (/^[\w*]*\*[\w*]*$/.test(pattern))
          yield {
            span,
            severity: 'warning',
            message: `\`${pattern}\` takes in every table of such a name, also those that come later; name them`,
          };
      }
    }
  },
};
