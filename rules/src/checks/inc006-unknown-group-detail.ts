import { replaceFix } from '../diagnostic.ts';
import { nearestName } from '../nearestName.ts';
import { type Check, rulesOnly } from './check.ts';
import { orList } from './fields.ts';

export const unknownGroupDetail: Check = {
  code: 'INC006',
  name: 'unknown-group-detail',
  severity: 'error',
  appliesTo: rulesOnly,
  *check({ rule }) {
    const names = rule.customDetails.map(({ name }) => name);
    for (const { value, span } of rule.incidentConfiguration?.value.groupingConfiguration?.value.groupByCustomDetails ?? []) {
      if (names.includes(value)) continue;
      const near = nearestName(value, names);
      const otherwise = names.length === 0 ? 'it has none; add it to `customDetails`' : `it has ${orList(names)}`;
      const hint = near === undefined ? `; ${otherwise}` : `; did you mean \`${near}\`?`;
      const fixes = near === undefined ? [] : [replaceFix(span, near)];
      yield { span, message: `The rule has no custom detail \`${value}\`${hint}`, fixes };
    }
  },
};
