import { type Check, rulesOnly } from './check.ts';

/** Alerts without entities have none in common. */
export const noEntitiesToMatch: Check = {
  code: 'INC011',
  name: 'no-entities-to-match',
  severity: 'info',
  appliesTo: rulesOnly,
  *check({ rule }) {
    const grouping = rule.incidentConfiguration?.value.groupingConfiguration?.value;
    if (grouping?.enabled?.value !== true || grouping.matchingMethod?.value !== 'AllEntities' || rule.entityMappings.length > 0) return;
    yield { span: grouping.matchingMethod.span, message: 'The rule maps no entities by which its alerts could be grouped' };
  },
};
