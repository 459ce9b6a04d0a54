import { type Check, rulesOnly } from './check.ts';
import { orList, textField, unknownName } from './fields.ts';

const statuses = ['Available', 'InPreview', 'Deprecated'] as const;
/** What the service reports about templates; accepted, but not for authors. */
const ofService = ['Installed', 'NotAvailable'] as const;

export const unknownStatus: Check = {
  code: 'STAT001',
  name: 'unknown-status',
  severity: 'warning',
  appliesTo: rulesOnly,
  check(context) {
    const status = textField(context, 'status');
    if (status === undefined || ofService.some((name) => name === status.value)) return [];
    return unknownName(status, { what: 'The status', names: statuses, otherwise: `write ${orList(statuses)}` });
  },
};
