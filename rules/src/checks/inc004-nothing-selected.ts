import { type Check, rulesOnly } from './check.ts';

export const nothingSelected: Check = {
  code: 'INC004',
  name: 'nothing-selected',
  severity: 'error',
  appliesTo: rulesOnly,
  *check({ rule }) {
    const grouping = rule.incidentConfiguration?.value.groupingConfiguration?.value;
    if (grouping?.matchingMethod?.value !== 'Selected') return;
    const { groupByEntities, groupByAlertDetails, groupByCustomDetails } = grouping;
    if (groupByEntities.length + groupByAlertDetails.length + groupByCustomDetails.length > 0) return;
    const message = '`Selected` needs at least one of `groupByEntities`, `groupByAlertDetails` and `groupByCustomDetails` filled';
    yield { span: grouping.matchingMethod.span, message };
  },
};
