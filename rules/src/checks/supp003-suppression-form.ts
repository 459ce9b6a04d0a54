import { type Check, rulesOnly } from './check.ts';
import { fieldOf } from './fields.ts';
import { isoDurationFindings } from './isoDurationFindings.ts';

/** Unlike the schedule, the suppression is handed to the service as it is written. */
export const suppressionForm: Check = {
  code: 'SUPP003',
  name: 'suppression-form',
  severity: 'warning',
  fixesKeepMeaning: true,
  appliesTo: rulesOnly,
  check: (context) => isoDurationFindings(fieldOf(context, 'suppressionDuration')),
};
