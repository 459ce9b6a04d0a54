import { type Check, rulesOnly } from './check.ts';

export const reopening: Check = {
  code: 'INC013',
  name: 'reopening',
  severity: 'info',
  appliesTo: rulesOnly,
  *check({ rule }) {
    const reopen = rule.incidentConfiguration?.value.groupingConfiguration?.value.reopenClosedIncident;
    if (reopen?.value !== true) return;
    yield { span: reopen.span, message: 'The Defender portal does not reopen closed incidents: there the alert makes a new one' };
  },
};
