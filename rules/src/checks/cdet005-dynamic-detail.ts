import { type Check, rulesAndHunts } from './check.ts';

/** Custom details hold fifty values each and two kilobytes in all; arrays and bags are cut off soon. */
export const dynamicDetail: Check = {
  code: 'CDET005',
  name: 'dynamic-detail',
  severity: 'info',
  appliesTo: rulesAndHunts,
  *check({ rule, columns }) {
    for (const { name, column } of rule.customDetails) {
      if (columns?.get(column.value)?.type !== 'dynamic') continue;
      const message = `\`${column.value}\` holds arrays or bags; the details of an alert have room for 2 KB in all, and \`${name}\` may be cut off`;
      yield { span: column.span, message };
    }
  },
};
