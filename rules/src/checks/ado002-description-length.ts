import { type Check, rulesAndHunts } from './check.ts';
import { formatLengthFindings } from './formatLength.ts';

export const descriptionLength: Check = {
  code: 'ADO002',
  name: 'description-length',
  severity: 'error',
  appliesTo: rulesAndHunts,
  check: (context) => formatLengthFindings(context, 'alertDescriptionFormat'),
};
