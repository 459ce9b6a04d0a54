import { type Check, rulesOnly } from './check.ts';
import { operatorsOf } from './syntaxNodes.ts';

export const renderInRule: Check = {
  code: 'KQL013',
  name: 'render-in-rule',
  severity: 'info',
  appliesTo: rulesOnly,
  *check({ query }) {
    if (query === undefined) return;
    for (const { span } of operatorsOf(query.bound.syntax, 'render'))
      yield { span: query.embedded.toSource(span), message: 'Nobody looks at the chart of a rule: `render` has no effect' };
  },
};
