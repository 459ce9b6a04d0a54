/** Edits that add and remove whole entries and items of YAML, and leave every other line as it is. */
import type { Span } from '@rulesmith/kql';
import type { TextEdit } from '../diagnostic.ts';
import type { RuleDocument } from '../ruleDocument.ts';
import { ruleFields } from '../schema/ruleFields.ts';
import { isBlank, type YamlEntry, type YamlList, type YamlMap, type YamlNode } from '../yaml/yamlTree.ts';

type Source = Pick<RuleDocument, 'text' | 'root'>;

const usualOrder: ReadonlyMap<string, number> = new Map(ruleFields.map(({ key }, index) => [key, index]));

/**
 * Adds a top-level key at its usual place, or gives the key its value where it has none. `value` is what follows the colon, with lines below
 * the first indented by two. Undefined where the file is no block map, or the key has a value.
 */
export function insertField({ text, root }: Source, key: string, value: string): TextEdit | undefined {
  if (root?.type !== 'map' || root.entries.length === 0 || text[root.span.start] === '{') return undefined;
  const present = root.entries.findLast((entry) => entry.key === key);
  if (present !== undefined) return isBlank(present.value) ? fillIn(text, present, value) : undefined;
  const indent = ' '.repeat(columnOf(text, (root.entries[0] as YamlEntry).keySpan.start));
  const written = `${key}:${value.replaceAll('\n', `\n${indent}`)}`;
  const before = entryBefore(root, key);
  if (before !== undefined) return insertion(endOfLines(text, before.span.end), `\n${indent}${written}`);
  const start = (root.entries[0] as YamlEntry).keySpan.start;
  return insertion(start, `${written}\n${indent}`);
}

/** Puts an item at the end of a block list; its lines below the first are indented by two. Undefined for a list in brackets that has items. */
export function appendItem(text: string, entry: YamlEntry, item: string): TextEdit | undefined {
  const { value } = entry;
  const keyColumn = columnOf(text, entry.keySpan.start);
  if (isBlank(value)) return fillIn(text, entry, `\n${indented(`- ${item}`, keyColumn + 2)}`);
  if (value.type !== 'list') return undefined;
  const last = value.items.at(-1);
  if (last === undefined) return { span: withBlanks(text, value.span), newText: `\n${indented(`- ${item}`, keyColumn + 2)}` };
  const dash = dashBefore(text, last);
  return dash === undefined ? undefined : insertion(endOfLines(text, last.span.end), `\n${indented(`- ${item}`, columnOf(text, dash))}`);
}

/** Puts an entry in front of the others of a block map below a key. Undefined for a map in braces, and for one without entries. */
export function prependEntry(text: string, map: YamlMap, entry: string): TextEdit | undefined {
  const first = map.entries[0];
  if (first === undefined || text[map.span.start] === '{') return undefined;
  const start = first.keySpan.start;
  return insertion(start, `${entry}\n${' '.repeat(columnOf(text, start))}`);
}

/** Removes the lines of an entry; undefined where it shares them with others, or a comment stands among them. */
export function removeEntry({ text, root }: Source, entry: YamlEntry): TextEdit | undefined {
  // A map without entries would be no map.
  return root?.type === 'map' && root.entries.length > 1 ? removeLines(text, entry.span, entry.keySpan.start) : undefined;
}

/** Removes the lines of an item of a block list that has others. */
export function removeItem(text: string, list: YamlList, item: YamlNode): TextEdit | undefined {
  const dash = list.items.length > 1 ? dashBefore(text, item) : undefined;
  return dash === undefined ? undefined : removeLines(text, { start: dash, end: item.span.end }, dash);
}

function removeLines(text: string, span: Span, start: number): TextEdit | undefined {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const lineEnd = endOfLine(text, span.end);
  const isAlone = text.slice(lineStart, start).trim() === '' && text.slice(span.end, lineEnd).trim() === '';
  if (!isAlone || hasComment(text.slice(start, span.end))) return undefined;
  const next = /^\r?\n/.exec(text.slice(lineEnd))?.[0].length ?? 0;
  return { span: { start: lineStart, end: lineEnd + next }, newText: '' };
}

/** Whether something in the lines may be a comment; a `#` in a text counts as one, which only makes a fix be left out. */
function hasComment(text: string): boolean {
  return /(?:^|\s)#/m.test(text);
}

function fillIn(text: string, { keySpan, value }: YamlEntry, written: string): TextEdit {
  const colon = text.indexOf(':', keySpan.end) + 1;
  const end = value.span.end > colon ? value.span.end : colon + (/^[ \t]*(?=\r?\n|$)/.exec(text.slice(colon))?.[0].length ?? 0);
  return { span: { start: colon, end }, newText: written };
}

function entryBefore({ entries }: YamlMap, key: string): YamlEntry | undefined {
  const place = usualOrder.get(key) ?? Number.MAX_SAFE_INTEGER;
  const earlier = entries.filter((entry) => (usualOrder.get(entry.key) ?? -1) < place && usualOrder.has(entry.key));
  const nearest = Math.max(...earlier.map((entry) => usualOrder.get(entry.key) as number));
  return earlier.findLast((entry) => usualOrder.get(entry.key) === nearest);
}

/** The dash of an item of a block list; undefined for an item in brackets. */
function dashBefore(text: string, item: YamlNode): number | undefined {
  const lineStart = text.lastIndexOf('\n', item.span.start - 1) + 1;
  const before = text.slice(lineStart, item.span.start).trimEnd();
  return before.trimStart() === '-' ? lineStart + before.length - 1 : undefined;
}

/** The end of the line of `offset`, or of the indented comments below it. */
function endOfLines(text: string, offset: number): number {
  let end = endOfLine(text, offset);
  for (
    let comment = /^\r?\n[ \t]+#[^\r\n]*/.exec(text.slice(end));
    comment !== null;
    comment = /^\r?\n[ \t]+#[^\r\n]*/.exec(text.slice(end))
  )
    end += comment[0].length;
  return end;
}

function endOfLine(text: string, offset: number): number {
  return offset + (/^[^\r\n]*/.exec(text.slice(offset))?.[0].length ?? 0);
}

/** A byte order mark takes no column. */
function columnOf(text: string, offset: number): number {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return offset - lineStart - (text[lineStart] === '\ufeff' ? 1 : 0);
}

function indented(text: string, column: number): string {
  return ' '.repeat(column) + text.replaceAll('\n', `\n${' '.repeat(column)}`);
}

/** The span with the blanks in front of it. */
function withBlanks(text: string, { start, end }: Span): Span {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  return { start: lineStart + text.slice(lineStart, start).trimEnd().length, end };
}

function insertion(offset: number, newText: string): TextEdit {
  return { span: { start: offset, end: offset }, newText };
}

/** A fix of one edit; none where there is no edit. */
export function fixes(title: string, edit: TextEdit | undefined): { readonly title: string; readonly edits: readonly TextEdit[] }[] {
  return edit === undefined ? [] : [{ title, edits: [edit] }];
}
