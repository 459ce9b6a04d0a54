/** Hover in a query: what the thing under the cursor is, its type, what we know about it, and where it comes from. */
import type { BoundQuery } from '../bind.ts';
import { describeFunction } from '../data/functionDescriptions.ts';
import { dashedOperators, describeScalarOperator, describeTabularOperator } from '../data/operatorDescriptions.ts';
import type { ColumnSchema } from '../schema.ts';
import type { Span } from '../span.ts';
import { columnSources } from './columnSource.ts';
import { codeServiceFor, type EditorQuickInfoItem, nodeAt, quickInfoKindName, toArray } from './editorApi.ts';

export interface KqlHover {
  /** The word that the text is about. */
  readonly span: Span;
  readonly markdown: string;
}

/** What to show for the thing at `offset`; undefined for blanks, comments, strings and what has no meaning of its own. Never throws. */
export function hoverAt(query: BoundQuery, offset: number): KqlHover | undefined {
  if (offset < 0 || offset > query.text.length) return undefined;
  try {
    return hover(query, offset);
  } catch {
    // The service is generated code that fails on some half-typed texts; no hover is then the right answer.
    return undefined;
  }
}

function hover(query: BoundQuery, offset: number): KqlHover | undefined {
  const word = wordAt(query.text, offset);
  if (word === undefined) return undefined;
  const text = query.text.slice(word.start, word.end);
  const token = nodeAt(query, word.start);
  if (token === undefined || (token.TextStart < word.start && !isOperatorText(text))) return undefined;
  const item = mainItem(query, word);
  const markdown = item === undefined ? operatorMarkdown(text) : describe(query, item, text);
  return markdown === undefined ? undefined : { span: word, markdown };
}

/** Words of KQL: operators with a dash, other words, and operators that are signs. */
const wordPattern = new RegExp(`\\b(?:${dashedOperators.join('|')})\\b|!?[A-Za-z_$][\\w$]*~?|[=!<>]=|[=!]~|[<>]`, 'g');

function wordAt(text: string, offset: number): Span | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const nextBreak = text.indexOf('\n', offset);
  const line = text.slice(lineStart, nextBreak < 0 ? text.length : nextBreak);
  for (const match of line.matchAll(wordPattern)) {
    const start = lineStart + match.index;
    const end = start + match[0].length;
    if (start <= offset && offset <= end) return { start, end };
  }
  return undefined;
}

function isOperatorText(text: string): boolean {
  return describeTabularOperator(text) !== undefined || describeScalarOperator(text) !== undefined;
}

const symbolKinds = new Set([
  'Column',
  'Table',
  'Parameter',
  'Variable',
  'Scalar',
  'Type',
  'LocalFunction',
  'BuiltInFunction',
  'DatabaseFunction',
  'Operator',
]);

function mainItem(query: BoundQuery, word: Span): EditorQuickInfoItem | undefined {
  const items = toArray<EditorQuickInfoItem>(codeServiceFor(query).GetQuickInfo(word.start)?.Items);
  return items.find((item) => symbolKinds.has(quickInfoKindName(item)));
}

function describe(query: BoundQuery, item: EditorQuickInfoItem, text: string): string | undefined {
  const signature = item.Text.split('\n', 1)[0] ?? '';
  switch (quickInfoKindName(item)) {
    case 'Column':
      return columnMarkdown(query, signature, text);
    case 'Table':
      return tableMarkdown(query, signature, text);
    case 'Operator':
      return operatorMarkdown(text);
    case 'DatabaseFunction':
      return functionMarkdown(signature, query.catalog.functions.get(text)?.description);
    default:
      return functionMarkdown(signature, describeFunction(text));
  }
}

function columnMarkdown(query: BoundQuery, signature: string, name: string): string {
  const sources = columnSources(query, name);
  const description = sources.find((source) => source.column.description !== undefined)?.column.description;
  const from = sources.map((source) => `\`${source.table}\``).join(', ');
  return paragraphs(code(signature), description, from === '' ? undefined : `Column of ${from}`);
}

function tableMarkdown(query: BoundQuery, signature: string, name: string): string {
  const table = query.catalog.tables.get(name);
  if (table === undefined) return paragraphs(code(shortened(signature)));
  const columns = table.columns.filter((column) => !column.name.startsWith('_'));
  return paragraphs(code(`${name}: table`), table.description, columnList(columns));
}

const columnsShown = 40;

function columnList(columns: readonly ColumnSchema[]): string {
  const shown = columns.slice(0, columnsShown).map((column) => `\`${column.name}\` ${column.type}`);
  const more = columns.length > columnsShown ? `, and ${columns.length - columnsShown} more` : '';
  return `${columns.length} columns: ${shown.join(', ')}${more}`;
}

function functionMarkdown(signature: string, description: string | undefined): string {
  return paragraphs(code(shortened(signature)), description);
}

function operatorMarkdown(text: string): string | undefined {
  const description = describeTabularOperator(text) ?? describeScalarOperator(text);
  return description === undefined ? undefined : paragraphs(`**${text}**`, description);
}

/** A result type lists all columns of a table; those of an ASIM function are hundreds. */
function shortened(signature: string): string {
  const limit = 300;
  return signature.length <= limit ? signature : `${signature.slice(0, limit)} …`;
}

function code(text: string): string {
  return `\`\`\`kusto\n${text.replaceAll('```', "'''")}\n\`\`\``;
}

function paragraphs(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join('\n\n');
}
