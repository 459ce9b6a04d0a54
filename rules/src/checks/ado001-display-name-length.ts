import { type Check, rulesAndHunts } from './check.ts';
import { formatLengthFindings } from './formatLength.ts';

export const displayNameLength: Check = {
  code: 'ADO001',
  name: 'display-name-length',
  severity: 'error',
  appliesTo: rulesAndHunts,
  check: (context) => formatLengthFindings(context, 'alertDisplayNameFormat'),
};
