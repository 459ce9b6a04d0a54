/** A query in the text of the editor: the lines between two empty ones, or what is selected. */
export interface QueryPart {
  readonly text: string;
  /** Where it begins in the whole text. */
  readonly start: number;
}

/** The queries of a text, in order: empty lines separate them, as in other editors of KQL. Lines end with `\n`. */
export function queryParts(text: string): QueryPart[] {
  const parts: QueryPart[] = [];
  let start = 0;
  let end = 0;
  const close = () => {
    if (end > start) parts.push({ text: text.slice(start, end), start });
  };
  for (const { 0: line, index } of text.matchAll(/[^\n]*\n|[^\n]+$/g)) {
    const lineEnd = index + line.replace(/\n$/, '').length;
    if (line.trim() !== '') {
      end = lineEnd;
      continue;
    }
    close();
    start = index + line.length;
    end = start;
  }
  close();
  return parts;
}

/** The query that the cursor is in; from an empty line the one before it, else the first. Undefined where there is none. */
export function queryPartAt(text: string, offset: number): QueryPart | undefined {
  const parts = queryParts(text);
  return parts.findLast((part) => part.start <= offset) ?? parts[0];
}
