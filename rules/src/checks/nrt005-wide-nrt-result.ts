import { type Check, rulesOnly } from './check.ts';
import { isNrt } from './kinds.ts';
import { operatorsOf } from './syntaxNodes.ts';

/** Alerts hold 64 KB; rows of whole tables fill that soon. */
export const wideNrtResult: Check = {
  code: 'NRT005',
  name: 'wide-nrt-result',
  severity: 'info',
  appliesTo: rulesOnly,
  *check({ rule, query }) {
    if (query === undefined || !isNrt(rule.kind?.value) || query.bound.result === undefined) return;
    if (operatorsOf(query.bound.syntax, 'project', 'project-keep', 'summarize', 'distinct', 'count').length > 0) return;
    yield { span: query.embedded.keySpan, message: 'The query returns all columns of the table; `project` those that the alert needs' };
  },
};
