import { type Check, rulesOnly } from './check.ts';
import { fieldOf } from './fields.ts';

/** Each alert makes an incident of its own unless they are grouped: up to 150 a run. */
export const incidentForEachRow: Check = {
  code: 'EVG003',
  name: 'incident-for-each-row',
  severity: 'info',
  appliesTo: rulesOnly,
  *check(context) {
    const { eventGroupingSettings, incidentConfiguration } = context.rule;
    const kind = eventGroupingSettings?.value.aggregationKind;
    // A rule that says nothing of incidents leaves them to whoever enables it.
    if (kind?.value !== 'AlertPerResult' || incidentConfiguration === undefined) return;
    const { createIncident, groupingConfiguration } = incidentConfiguration.value;
    if (createIncident?.value === false || groupingConfiguration?.value.enabled?.value === true) return;
    const span = fieldOf(context, 'incidentConfiguration')?.keySpan ?? kind.span;
    yield { span, message: 'Each row makes an alert and each alert an incident, up to 150 a run; group them with `groupingConfiguration`' };
  },
};
