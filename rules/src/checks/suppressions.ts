/**
 * Comments that switch checks off where they stand: `# rulesmith-disable ENT010` in YAML, `// rulesmith-disable KQL023` in the query.
 * Behind content it counts for its line, as `rulesmith-disable-next-line` for the next; at the top of the file or of the query for all
 * of it. Several codes are parted by commas or blanks, and a reason may follow behind `--`.
 */
import type { Span } from '@rulesmith/kql';
import type { EmbeddedKql } from '../query/embeddedKql.ts';
import type { RuleDocument } from '../ruleDocument.ts';
import { walk, type YamlNode } from '../yaml/yamlTree.ts';

export interface SuppressedCode {
  readonly code: string;
  readonly span: Span;
}

export interface Suppression {
  /** The comment from its keyword on. */
  readonly span: Span;
  /** The word `rulesmith-disable` or `rulesmith-disable-next-line`. */
  readonly keywordSpan: Span;
  readonly codes: readonly SuppressedCode[];
  /** It stands alone on a line, not at the top, and does not say `next-line`: nothing there can be suppressed. */
  readonly isMisplaced: boolean;
  /** Whether it counts for a finding that begins at this offset of the file. */
  readonly covers: (offset: number) => boolean;
}

const word = 'rulesmith-disable';

/** The comments of a file; those of its query are read as they stand, bound or not. */
export function readSuppressions({ text, root, queries: [query] }: RuleDocument): Suppression[] {
  if (!text.includes(word)) return [];
  return [...yamlSuppressions(text, root), ...(query === undefined ? [] : kqlSuppressions(query))];
}

function yamlSuppressions(text: string, root: YamlNode | undefined): Suppression[] {
  const scalars = root === undefined ? [] : [...walk(root)].flatMap(({ node }) => (node.type === 'scalar' ? [node.span] : []));
  const isText = (offset: number) => scalars.some(({ start, end }) => start <= offset && offset < end);
  const comments = [...text.matchAll(/(?<=^|[ \t])#[ \t]*(rulesmith-disable(?:-next-line)?)\b([^\r\n]*)/gm)];
  return comments
    .filter((match) => !isText(match.index))
    .map((match) =>
      suppression(match, {
        text,
        toSource: (span) => span,
        offsetIn: (offset) => offset,
        isTop: /^(?:[ \t]*(?:#[^\n]*)?\r?\n|---[ \t]*\r?\n)*[ \t]*$/.test(text.slice(0, match.index)),
        isWithin: () => true,
      }),
    );
}

function kqlSuppressions(embedded: EmbeddedKql): Suppression[] {
  const { text, map, keySpan } = embedded;
  const isWithin = (offset: number) => keySpan.start <= offset && offset <= map.source.end;
  return comments(text).flatMap(({ start, end }) => {
    const match = /\/\/[ \t]*(rulesmith-disable(?:-next-line)?)\b([^\r\n]*)/.exec(text.slice(start, end));
    if (match === null) return [];
    match.index += start;
    return suppression(match, {
      text,
      toSource: (span) => map.toSource(span),
      offsetIn: (offset) => (isWithin(offset) ? map.toGenerated(offset) : undefined),
      isTop: /^\s*(?:\/\/[^\n]*\n\s*)*$/.test(text.slice(0, match.index)),
      isWithin,
    });
  });
}

interface Place {
  /** The text whose lines count. */
  readonly text: string;
  readonly toSource: (span: Span) => Span;
  /** The offset in `text` of an offset of the file; undefined outside. */
  readonly offsetIn: (offset: number) => number | undefined;
  /** Only comments and empty lines stand above. */
  readonly isTop: boolean;
  readonly isWithin: (offset: number) => boolean;
}

function suppression(match: RegExpExecArray, { text, toSource, offsetIn, isTop, isWithin }: Place): Suppression {
  const [whole, keyword = '', rest = ''] = match;
  const keywordStart = match.index + whole.indexOf(keyword);
  const codes = codesIn(rest, keywordStart + keyword.length).map(({ code, span }) => ({ code, span: toSource(span) }));
  const isNext = keyword !== word;
  const line = lineOf(text, match.index) + (isNext ? 1 : 0);
  const isAlone = text.slice(text.lastIndexOf('\n', match.index - 1) + 1, match.index).trim() === '';
  const coversLine = (offset: number) => {
    const inside = offsetIn(offset);
    return inside !== undefined && lineOf(text, inside) === line;
  };
  return {
    span: toSource({ start: match.index, end: match.index + whole.trimEnd().length }),
    keywordSpan: toSource({ start: keywordStart, end: keywordStart + keyword.length }),
    codes,
    isMisplaced: isAlone && !isTop && !isNext,
    covers: isAlone && isTop && !isNext ? isWithin : coversLine,
  };
}

function codesIn(text: string, start: number): SuppressedCode[] {
  const listed = /^(.*?)(?:\s--.*)?$/.exec(text)?.[1] ?? '';
  return [...listed.matchAll(/[^\s,:]+/g)].map((match) => ({
    code: match[0],
    span: { start: start + match.index, end: start + match.index + match[0].length },
  }));
}

function lineOf(text: string, offset: number): number {
  let line = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

/** The comments of a query; a `//` inside a string literal is none. */
function comments(text: string): Span[] {
  return [...text.matchAll(commentOrLiteral)]
    .filter((match) => match[0].startsWith('//'))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

/** A comment, or a string literal (multi-line, verbatim or plain), which is matched to be passed over. */
const commentOrLiteral = /\/\/[^\n]*|```[\s\S]*?```|@"(?:[^"]|"")*"|@'(?:[^']|'')*'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g;
