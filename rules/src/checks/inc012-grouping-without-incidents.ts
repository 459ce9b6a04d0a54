import { type Check, rulesOnly } from './check.ts';

export const groupingWithoutIncidents: Check = {
  code: 'INC012',
  name: 'grouping-without-incidents',
  severity: 'info',
  appliesTo: rulesOnly,
  *check({ rule }) {
    const configuration = rule.incidentConfiguration?.value;
    const enabled = configuration?.groupingConfiguration?.value.enabled;
    if (configuration?.createIncident?.value !== false || enabled?.value !== true) return;
    yield { span: enabled.span, message: 'Grouping has no effect, because the rule makes no incidents (`createIncident: false`)' };
  },
};
