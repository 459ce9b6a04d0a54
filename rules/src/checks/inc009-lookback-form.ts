import { entryOf } from '../yaml/yamlTree.ts';
import { type Check, rulesOnly } from './check.ts';
import { groupingEntry } from './incidentEntries.ts';
import { isoDurationFindings } from './isoDurationFindings.ts';

/** Unlike the schedule, it is handed to the service as it is written: rules with `5h` here could not be saved. */
export const lookbackForm: Check = {
  code: 'INC009',
  name: 'lookback-form',
  severity: 'warning',
  fixesKeepMeaning: true,
  appliesTo: rulesOnly,
  check: (context) => isoDurationFindings(entryOf(groupingEntry(context)?.value, 'lookbackDuration')),
};
