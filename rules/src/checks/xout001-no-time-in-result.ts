import { type Check, rulesOnly } from './check.ts';
import { tablesRead } from './tablesRead.ts';

/** Without TimeGenerated an alert spans the whole window of the query; without any time nobody sees when it happened. The rule works all the same. */
export const noTimeInResult: Check = {
  code: 'XOUT001',
  name: 'no-time-in-result',
  severity: 'info',
  appliesTo: rulesOnly,
  *check({ query, columns }) {
    if (query === undefined || columns === undefined || columns.has('TimeGenerated')) return;
    if ([...columns.values()].some(({ type }) => mayHoldTime(type))) return;
    if (tablesRead(query).names.size === 0) return;
    const message = 'The result says nothing of when it happened; add `StartTime = min(TimeGenerated), EndTime = max(TimeGenerated)`';
    yield { span: query.embedded.keySpan, message };
  },
};

function mayHoldTime(type: string): boolean {
  return type === 'datetime' || type === 'dynamic' || type === 'unknown';
}
