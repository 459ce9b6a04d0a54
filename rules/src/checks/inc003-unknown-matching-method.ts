import { entryOf, textOf } from '../yaml/yamlTree.ts';
import { type Check, rulesOnly } from './check.ts';
import { orList, unknownName, wrongCase } from './fields.ts';
import { groupingEntry, matchingMethods } from './incidentEntries.ts';

export const unknownMatchingMethod: Check = {
  code: 'INC003',
  name: 'unknown-matching-method',
  severity: 'error',
  appliesTo: rulesOnly,
  *check(context) {
    const entry = entryOf(groupingEntry(context)?.value, 'matchingMethod');
    const value = textOf(entry?.value);
    if (entry === undefined || value === undefined) return;
    const written = { value, span: entry.value.span, keySpan: entry.keySpan };
    const choice = { what: 'The matching method', names: matchingMethods, otherwise: `write ${orList(matchingMethods)}` };
    yield* unknownName(written, choice);
    for (const finding of wrongCase(written, choice)) yield { ...finding, severity: 'warning' };
  },
};
