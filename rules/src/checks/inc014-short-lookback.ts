import { type Check, rulesOnly } from './check.ts';

/** An incident that has closed to further alerts before the next run takes in none of it. */
export const shortLookback: Check = {
  code: 'INC014',
  name: 'short-lookback',
  severity: 'info',
  appliesTo: rulesOnly,
  *check({ rule }) {
    const grouping = rule.incidentConfiguration?.value.groupingConfiguration?.value;
    const lookback = grouping?.lookbackDuration;
    if (grouping?.enabled?.value !== true || lookback === undefined || rule.queryFrequency === undefined) return;
    if (lookback.value.ticks >= rule.queryFrequency.value.ticks) return;
    const message = `Incidents take in alerts for ${lookback.value.text}, but the rule runs every ${rule.queryFrequency.value.text}: alerts of two runs never meet`;
    yield { span: lookback.span, message };
  },
};
