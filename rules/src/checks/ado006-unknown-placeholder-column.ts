import { alertFormats, placeholdersOf } from './alertFormats.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { unknownColumn } from './resultColumns.ts';

/** The service refuses the rule: the given column does not exist. */
export const unknownPlaceholderColumn: Check = {
  code: 'ADO006',
  name: 'unknown-placeholder-column',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check(context) {
    for (const { key, entry, content } of alertFormats(context)) {
      for (const { name, span } of placeholdersOf(content)) {
        if (!/^\w+$/.test(name)) continue;
        yield* unknownColumn({ value: name, span, keySpan: entry.keySpan }, context.columns, `\`${key}\``);
      }
    }
  },
};
