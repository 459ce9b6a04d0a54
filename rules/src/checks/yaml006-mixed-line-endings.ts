import { type Check, everyKind } from './check.ts';

/** Editors show both alike; version control and block scalars do not. */
export const mixedLineEndings: Check = {
  code: 'YAML006',
  name: 'mixed-line-endings',
  severity: 'info',
  fixesKeepMeaning: true,
  appliesTo: everyKind,
  *check({ document: { text } }) {
    const windows = text.match(/\r\n/g)?.length ?? 0;
    const unix = (text.match(/\n/g)?.length ?? 0) - windows;
    if (windows === 0 || unix === 0) return;
    const rare = windows < unix ? /\r\n/ : /(?<!\r)\n/;
    const start = rare.exec(text)?.index ?? 0;
    const names = windows < unix ? ['CRLF', 'LF'] : ['LF', 'CRLF'];
    const edits = [...text.matchAll(new RegExp(rare, 'g'))].map(({ index, 0: found }) => ({
      span: { start: index, end: index + found.length },
      newText: names[1] === 'LF' ? '\n' : '\r\n',
    }));
    yield {
      span: { start, end: start + 1 },
      message: `This line ends with ${names[0]}, others with ${names[1]}`,
      fixes: [{ title: `End every line with ${names[1]}`, edits }],
    };
  },
};
