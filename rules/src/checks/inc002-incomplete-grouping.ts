import { entryOf, isBlank } from '../yaml/yamlTree.ts';
import { type Check, rulesOnly } from './check.ts';
import { groupingEntry } from './incidentEntries.ts';

const needed = ['enabled', 'reopenClosedIncident', 'lookbackDuration', 'matchingMethod'] as const;

/** The service takes the grouping only as a whole, also where it is switched off. */
export const incompleteGrouping: Check = {
  code: 'INC002',
  name: 'incomplete-grouping',
  severity: 'error',
  appliesTo: rulesOnly,
  *check(context) {
    const grouping = groupingEntry(context);
    if (grouping === undefined) return;
    const missing = needed.filter((key) => isBlank(entryOf(grouping.value, key)?.value));
    if (missing.length === 0) return;
    yield { span: grouping.keySpan, message: `\`groupingConfiguration\` needs ${missing.map((key) => `\`${key}\``).join(', ')}` };
  },
};
