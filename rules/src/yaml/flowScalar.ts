import { type MappedText, MappedTextBuilder } from './mappedText.ts';

/**
 * The text of a plain or single quoted scalar with its map: blanks around a line break go, a lone break becomes a blank, `n`
 * breaks become `n - 1` (YAML 1.2, chapter 6.5), and in quotes `''` stands for `'`.
 * `source` is the scalar with its quotes, `offset` its place in the file.
 */
export function readPlainOrSingleQuoted(source: string, offset: number): MappedText {
  const quoted = source.startsWith("'");
  const innerStart = quoted ? 1 : 0;
  const inner = source.slice(innerStart, quoted && source.length > 1 && source.endsWith("'") ? -1 : undefined);
  const builder = new MappedTextBuilder();
  let breaks = 0;
  let breakStart = 0;
  for (const line of trimmedLines(inner, offset + innerStart)) {
    if (breaks > 0 && line.text === '' && !line.isLast) {
      breaks++;
      continue;
    }
    if (breaks > 0) builder.replace(breaks === 1 ? ' ' : '\n'.repeat(breaks - 1), breakStart, line.start);
    if (quoted) appendUnquoted(builder, line.text, line.start);
    else builder.copy(line.text, line.start);
    breaks = 1;
    breakStart = line.start + line.text.length;
  }
  return builder.build(offset, offset + source.length);
}

interface TrimmedLine {
  readonly text: string;
  readonly start: number;
  readonly isLast: boolean;
}

/** The lines without the blanks that stand around line breaks. */
function* trimmedLines(text: string, offset: number): Generator<TrimmedLine> {
  let lineStart = 0;
  for (;;) {
    const lineBreak = /\r?\n/g;
    lineBreak.lastIndex = lineStart;
    const found = lineBreak.exec(text);
    const raw = text.slice(lineStart, found?.index);
    const leading = lineStart === 0 ? 0 : raw.length - raw.replace(/^[ \t]+/, '').length;
    const kept = raw.slice(leading);
    yield {
      text: found === null ? kept : trimBlanksEnd(kept),
      start: offset + lineStart + leading,
      isLast: found === null,
    };
    if (found === null) return;
    lineStart = lineBreak.lastIndex;
  }
}

/** Written as a loop, for a regular expression takes quadratic time on a long run of blanks inside the line. */
function trimBlanksEnd(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end--;
  return text.slice(0, end);
}

function appendUnquoted(builder: MappedTextBuilder, text: string, start: number): void {
  let from = 0;
  for (let at = text.indexOf("''"); at >= 0; at = text.indexOf("''", from)) {
    builder.copy(text.slice(from, at), start + from);
    builder.replace("'", start + at, start + at + 2);
    from = at + 2;
  }
  builder.copy(text.slice(from), start + from);
}
