import { replaceFix } from '../diagnostic.ts';
import { alertFormats } from './alertFormats.ts';
import { type Check, rulesAndHunts } from './check.ts';

/** `{{Column}` is not filled in: the alert shows the braces. */
export const unbalancedBraces: Check = {
  code: 'ADO004',
  name: 'unbalanced-braces',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check(context) {
    for (const { content } of alertFormats(context)) {
      const { text, map } = content;
      for (const match of text.matchAll(/\{+([^{}]*)(\}*)/g)) {
        const [whole, inner = '', closing = ''] = match;
        const opening = whole.length - inner.length - closing.length;
        if (opening === 2 && closing.length === 2) continue;
        const word = /^\s*\w+/.exec(inner)?.[0] ?? '';
        const end = match.index + (closing === '' ? opening + word.length : whole.length);
        const span = map.toSource({ start: match.index, end });
        const column = word.trim();
        const fixes = column === '' ? [] : [replaceFix(span, `{{${column}}}`)];
        yield {
          span,
          message: 'A column stands in two braces on either side: `{{Column}}`',
          fixes,
        };
      }
    }
  },
};
