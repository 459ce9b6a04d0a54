import { type Check, rulesOnly } from './check.ts';
import { orList } from './fields.ts';

/** Alerts can be grouped only by entities that they have. */
export const unmappedGroupEntity: Check = {
  code: 'INC005',
  name: 'unmapped-group-entity',
  severity: 'error',
  appliesTo: rulesOnly,
  *check({ rule }) {
    const mapped = [...new Set(rule.entityMappings.flatMap(({ entityType }) => entityType?.value ?? []))];
    for (const { value, span } of rule.incidentConfiguration?.value.groupingConfiguration?.value.groupByEntities ?? []) {
      if (mapped.some((type) => type.toLowerCase() === value.toLowerCase())) continue;
      const known = mapped.length === 0 ? 'the rule maps none' : `the rule maps ${orList(mapped).replace(/ or (?=[^ ]*$)/, ' and ')}`;
      yield { span, message: `Alerts cannot be grouped by \`${value}\`: ${known}` };
    }
  },
};
