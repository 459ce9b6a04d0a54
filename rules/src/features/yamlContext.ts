import type { Span } from '@rulesmith/kql';

/**
 * Where a cursor stands in YAML, told by the lines above it rather than by the tree: at the place where someone is typing the tree is
 * what is not there yet.
 */
export interface YamlContext {
  /** The keys around the place, outermost first; lists do not count. For a value, its own key is the last. */
  readonly path: readonly string[];
  /** A key may be begun here; else a value. An item of a list may be either. */
  readonly place: 'key' | 'value' | 'item';
  /** The word the cursor stands in, up to its end. */
  readonly word: Span;
  /** The text of the value before the cursor, from its start. */
  readonly before: string;
  /** The column in which a key would begin. */
  readonly column: number;
  /** The place belongs to an item of the list that the last key of the path holds, if it holds one. */
  readonly isInItem: boolean;
}

interface LineParts {
  /** The column of the last `-`; undefined where the line begins no item. */
  readonly dash: number | undefined;
  /** The column behind indentation and dashes. */
  readonly column: number;
  readonly key: string | undefined;
  /** What follows the key, else all. */
  readonly rest: string;
  /** The column of `rest`. */
  readonly restColumn: number;
}

export function yamlContextAt(text: string, offset: number): YamlContext {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const parts = splitLine(text.slice(lineStart, offset));
  const above = text.slice(0, lineStart).split(/\r?\n/).slice(0, -1);
  const { path, isInItem } = pathAbove(above, parts);
  const valueStart = lineStart + parts.restColumn;
  const before = text.slice(valueStart, offset);
  const word = wordAt(text, offset, valueStart);
  if (parts.key !== undefined) return { path: [...path, parts.key], place: 'value', word, before, column: parts.column, isInItem };
  return { path, place: parts.dash === undefined ? 'key' : 'item', word, before, column: parts.column, isInItem };
}

function splitLine(line: string): LineParts {
  const [lead = ''] = /^\s*(?:-(?:\s+|$))*/.exec(line) ?? [];
  const dash = lead.includes('-') ? lead.lastIndexOf('-') : undefined;
  const content = line.slice(lead.length);
  const column = dash === undefined || /\s$/.test(lead) ? lead.length : lead.length + 1;
  const key = /^(['"]?)([\w.-]+)\1\s*:(?:\s+|$)/.exec(content);
  const keyLength = key?.[0].length ?? 0;
  return { dash, column, key: key?.[2], rest: content.slice(keyLength), restColumn: lead.length + keyLength };
}

/** The keys that the place is indented below, going up line by line. */
function pathAbove(lines: readonly string[], from: LineParts): Pick<YamlContext, 'path' | 'isInItem'> {
  const path: string[] = [];
  let { column, dash } = from;
  let isInItem = dash !== undefined;
  for (let index = lines.length - 1; index >= 0 && (column > 0 || dash !== undefined); index--) {
    const line = lines[index] as string;
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue;
    const parts = splitLine(line);
    if (dash === undefined && parts.dash !== undefined && parts.column === column) {
      dash = parts.dash;
      isInItem ||= path.length === 0;
      continue;
    }
    const isOuter = parts.column < (dash ?? column) || (dash !== undefined && parts.dash === undefined && parts.column === dash);
    if (parts.key === undefined || !isOuter) continue;
    path.unshift(parts.key);
    column = parts.column;
    dash = parts.dash;
  }
  return { path, isInItem };
}

/** The word around the cursor, without the quotes, brackets and commas around it. */
function wordAt(text: string, offset: number, from: number): Span {
  const before = /[^\s,[\]{}'"]*$/.exec(text.slice(from, offset))?.[0] ?? '';
  const after = /^[\w.()-]*/.exec(text.slice(offset))?.[0] ?? '';
  return { start: offset - before.length, end: offset + after.length };
}
