import { type Check, rulesAndHunts } from './check.ts';
import { columnName } from './columnName.ts';

const longest = 500;

export const malformedDetailColumn: Check = {
  code: 'CDET003',
  name: 'malformed-detail-column',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check({ rule }) {
    for (const { name, column } of rule.customDetails) {
      if (columnName.test(column.value) && column.value.length <= longest) continue;
      const shown = column.value.length > 40 ? `${column.value.slice(0, 40)}…` : column.value;
      yield { span: column.span, message: `The custom detail \`${name}\` must name a column; \`${shown}\` is no name of one` };
    }
  },
};
