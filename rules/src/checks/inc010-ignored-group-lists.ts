import { entryOf, itemsOf } from '../yaml/yamlTree.ts';
import { type Check, rulesOnly } from './check.ts';
import { groupByKeys, groupingEntry } from './incidentEntries.ts';

export const ignoredGroupLists: Check = {
  code: 'INC010',
  name: 'ignored-group-lists',
  severity: 'info',
  appliesTo: rulesOnly,
  *check(context) {
    const grouping = groupingEntry(context)?.value;
    const method = context.rule.incidentConfiguration?.value.groupingConfiguration?.value.matchingMethod?.value;
    if (method === undefined || method.toLowerCase() === 'selected') return;
    for (const key of groupByKeys) {
      const entry = entryOf(grouping, key);
      if (entry !== undefined && itemsOf(entry.value).length > 0)
        yield { span: entry.keySpan, message: `\`${key}\` counts only with \`matchingMethod: Selected\`; it is \`${method}\`` };
    }
  },
};
