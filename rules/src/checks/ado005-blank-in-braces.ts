import { replaceFix } from '../diagnostic.ts';
import { alertFormats, placeholdersOf } from './alertFormats.ts';
import { type Check, rulesAndHunts } from './check.ts';

export const blankInBraces: Check = {
  code: 'ADO005',
  name: 'blank-in-braces',
  severity: 'error',
  fixesKeepMeaning: true,
  appliesTo: rulesAndHunts,
  *check(context) {
    for (const { content } of alertFormats(context)) {
      for (const { name, span } of placeholdersOf(content)) {
        if (!/\s/.test(name) && name !== '') continue;
        const trimmed = name.trim();
        const message =
          trimmed === '' ? 'No column stands between the braces' : `No blanks may stand between the braces: \`{{${trimmed}}}\``;
        yield {
          span,
          message,
          fixes: /^\w+$/.test(trimmed) ? [replaceFix(span, trimmed)] : [],
        };
      }
    }
  },
};
