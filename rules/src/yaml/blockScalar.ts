import { type MappedText, MappedTextBuilder } from './mappedText.ts';

/** What a block scalar needs to be read: its header is parsed already. */
export interface BlockScalarSource {
  /** The lines below the header, as they are in the file. */
  readonly source: string;
  /** Where `source` starts in the file. */
  readonly offset: number;
  readonly folded: boolean;
  readonly chomp: '' | '-' | '+';
  /** The indentation indicator; 0 where there is none. */
  readonly explicitIndent: number;
  /** The indentation of the node the scalar belongs to. */
  readonly parentIndent: number;
}

interface Line {
  readonly indent: number;
  /** Without indentation and line break. */
  readonly content: string;
  /** Offset of the line in the file. */
  readonly start: number;
  /** Offset behind the line break. */
  readonly end: number;
  readonly hasBreak: boolean;
}

/** The text of a `|` or `>` scalar with its map; the rules are those of YAML 1.2, chapter 8.1. */
export function readBlockScalar(scalar: BlockScalarSource): MappedText {
  const end = scalar.offset + scalar.source.length;
  const lines = splitLines(scalar);
  const textEnd = contentEnd(lines);
  const builder = new MappedTextBuilder();
  if (textEnd === 0) {
    if (scalar.chomp === '+' && scalar.source !== '') appendBlank(builder, lines);
    return builder.build(scalar.offset, end);
  }
  const indent = blockIndent(scalar, lines);
  const chompStart = chompingStart(lines, textEnd, indent);
  const firstContent = lines.findIndex((line) => line.content !== '');
  for (const line of lines.slice(0, firstContent)) appendLine(builder, line, indent, true);
  const body = lines.slice(firstContent, chompStart);
  if (scalar.folded) appendFolded(builder, body, indent);
  else for (const [index, line] of body.entries()) appendLine(builder, line, indent, index < body.length - 1);
  appendChomped(builder, scalar, lines, chompStart, indent);
  return builder.build(scalar.offset, end);
}

/** A scalar of blank lines only, all of them kept. */
function appendBlank(builder: MappedTextBuilder, lines: readonly Line[]): void {
  const broken = lines.filter((line) => line.hasBreak);
  for (const line of broken.length > 0 ? broken : lines) appendBreak(builder, line);
}

/** The number of blanks in front of every line of the scalar's text. */
export function blockScalarIndent(scalar: BlockScalarSource): number {
  return blockIndent(scalar, splitLines(scalar));
}

function splitLines({ source, offset }: BlockScalarSource): Line[] {
  const lines: Line[] = [];
  for (const match of source.matchAll(/( *)([^\n]*?)(\r?\n|\r?$)/gy)) {
    const [whole, blanks = '', content = '', lineBreak = ''] = match;
    const start = offset + match.index;
    lines.push({
      indent: blanks.length,
      content,
      start,
      end: start + whole.length,
      hasBreak: lineBreak.endsWith('\n'),
    });
    if (!lineBreak.endsWith('\n')) break;
  }
  return lines;
}

/** The number of lines up to and including the last one with content. */
function contentEnd(lines: readonly Line[]): number {
  return lines.findLastIndex((line) => line.content !== '') + 1;
}

function blockIndent(scalar: BlockScalarSource, lines: readonly Line[]): number {
  const first = lines.find((line) => line.content !== '');
  return scalar.explicitIndent > 0 ? scalar.parentIndent + scalar.explicitIndent : (first?.indent ?? scalar.parentIndent);
}

/** Blank lines at the end belong to the text as far as they hold more blanks than the indentation. */
function chompingStart(lines: readonly Line[], textEnd: number, indent: number): number {
  const lastDeep = lines.findLastIndex((line, index) => index >= textEnd && line.indent > indent);
  return Math.max(textEnd, lastDeep + 1);
}

function appendContent(builder: MappedTextBuilder, line: Line, indent: number): void {
  const kept = ' '.repeat(Math.max(0, line.indent - indent));
  builder.copy(kept + line.content, line.start + Math.min(line.indent, indent));
}

function appendLine(builder: MappedTextBuilder, line: Line, indent: number, withBreak: boolean): void {
  appendContent(builder, line, indent);
  if (withBreak) appendBreak(builder, line);
}

function contentOffsetEnd(line: Line): number {
  return line.start + line.indent + line.content.length;
}

function appendBreak(builder: MappedTextBuilder, line: Line, text = '\n'): void {
  builder.replace(text, contentOffsetEnd(line), line.end);
}

/** Line breaks between two lines of text become a blank; `n` blank lines become `n` line breaks; indented lines keep theirs. */
function appendFolded(builder: MappedTextBuilder, lines: readonly Line[], indent: number): void {
  let separator = '';
  let previousIsDeep = false;
  let previous: Line | undefined;
  const separate = (text: string) => {
    if (text !== '' && previous !== undefined) appendBreak(builder, previous, text);
  };
  for (const line of lines) {
    if (line.indent > indent || line.content.startsWith('\t')) {
      separate(separator === ' ' || previousIsDeep || separator === '' ? separator.replace(' ', '\n') : '\n\n');
      appendContent(builder, line, indent);
      separator = '\n';
      previousIsDeep = true;
    } else if (line.content === '') {
      if (separator === '\n') separate('\n');
      else separator = '\n';
    } else {
      separate(separator);
      appendContent(builder, line, indent);
      separator = ' ';
      previousIsDeep = false;
    }
    previous = line;
  }
}

function appendChomped(
  builder: MappedTextBuilder,
  scalar: BlockScalarSource,
  lines: readonly Line[],
  chompStart: number,
  indent: number,
): void {
  const last = lines[chompStart - 1];
  if (scalar.chomp === '-' || last === undefined) return;
  appendBreak(builder, last);
  if (scalar.chomp !== '+') return;
  const rest = lines.slice(chompStart);
  for (const line of rest) appendLine(builder, line, indent, line.hasBreak);
}
