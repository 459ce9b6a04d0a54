import { type Check, everyKind } from './check.ts';

/** A folded scalar makes one line of several; a comment then swallows what stands below it. */
export const foldedQuery: Check = {
  code: 'YAML007',
  name: 'folded-query',
  severity: 'warning',
  appliesTo: everyKind,
  *check({ query, document }) {
    if (query === undefined || (query.embedded.style !== 'folded' && query.embedded.style !== 'plain')) return;
    const { text, map } = query.embedded;
    for (const match of text.matchAll(/\/\/[^\n]*/g)) {
      const { start, end } = map.toSource({ start: match.index, end: match.index + match[0].length });
      const written = document.text.slice(start, end);
      const lineEnd = written.search(/\r?\n/);
      if (lineEnd < 0 || /:$/.test(text.slice(0, match.index))) continue;
      const message = 'The comment goes on to the end of the folded text, so that the lines below belong to it; write the query with `|`';
      yield { span: { start, end: start + lineEnd }, message };
      return;
    }
  },
};
