import { type Check, everyKind } from './check.ts';

/** Characters that look like others or like nothing, and what was meant. */
const confusable: ReadonlyMap<string, readonly [name: string, meant: string]> = new Map([
  ['\u00a0', ['no-break space', ' ']],
  ['\u200b', ['zero-width space', '']],
  ['\u200c', ['zero-width non-joiner', '']],
  ['\u200d', ['zero-width joiner', '']],
  ['\u2060', ['word joiner', '']],
  ['\ufeff', ['byte order mark', '']],
  ['\u00ad', ['soft hyphen', '']],
]);

/** Characters nobody sees: they part words that look whole, and a query compares with them. */
export const confusableCharacter: Check = {
  code: 'YAML005',
  name: 'confusable-character',
  severity: 'warning',
  fixesKeepMeaning: true,
  appliesTo: everyKind,
  *check({ document }) {
    const found = [...document.text.matchAll(/[\u00a0\u200b-\u200d\u2060\ufeff\u00ad]/g)].filter(
      // A byte order mark in front of the file is none of its text.
      (match) => !joinsLetters(document.text, match.index) && !(match.index === 0 && match[0] === '\ufeff'),
    );
    const [first] = found;
    const [name] = confusable.get(first?.[0] ?? '') ?? [];
    if (first === undefined || name === undefined) return;
    const edits = found.map((match) => ({
      span: { start: match.index, end: match.index + 1 },
      newText: confusable.get(match[0])?.[1] ?? '',
    }));
    const others = found.length > 1 ? `; the file has ${found.length} such characters` : '';
    const fixes = [{ title: 'Write blanks, and take out what has no width', edits }];
    yield { span: { start: first.index, end: first.index + 1 }, message: `Here stands a ${name}, which nobody sees${others}`, fixes };
  },
};

/** Scripts such as Persian and Hindi, and emoji, are written with joiners. */
function joinsLetters(text: string, at: number): boolean {
  return /[\u200c\u200d]/.test(text[at] ?? '') && ((text.codePointAt(at - 1) ?? 0) > 0x5ff || (text.codePointAt(at + 1) ?? 0) > 0x5ff);
}
