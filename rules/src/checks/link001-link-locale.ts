import { type Check, everyKind } from './check.ts';

/** A link with a language shows every reader that language; without, their own. */
export const linkLocale: Check = {
  code: 'LINK001',
  name: 'link-locale',
  severity: 'info',
  repositorySeverity: 'error',
  fixesKeepMeaning: true,
  appliesTo: everyKind,
  *check({ document }) {
    for (const match of document.text.matchAll(/https:\/\/(?:docs|azure|learn)\.microsoft\.com\/([a-z]{2}-[a-z]{2})\//gi)) {
      const start = match.index + match[0].length - 1 - (match[1]?.length ?? 0);
      const span = { start, end: match.index + match[0].length };
      const message = `Leave \`${match[1]}\` out of the link, so that it opens in the language of the reader`;
      yield { span: { start, end: span.end - 1 }, message, fixes: [{ title: 'Take the language out', edits: [{ span, newText: '' }] }] };
    }
  },
};
