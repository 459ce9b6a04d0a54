/**
 * Completion in a query, over Microsoft's completion service: what fits at a place is theirs; ranking, types, descriptions and what is left
 * out are ours.
 */
import { type BoundQuery, bindQuery } from '../bind.ts';
import type { Catalog } from '../catalog.ts';
import { describeFunction } from '../data/functionDescriptions.ts';
import { describeScalarOperator, describeTabularOperator } from '../data/operatorDescriptions.ts';
import { typeOf } from '../microsoft/accessors.ts';
import type { MsSymbol } from '../microsoft/nodes.ts';
import type { Span } from '../span.ts';
import { describeSourceColumn } from './columnSource.ts';
import { completionInfo, completionKindName, type EditorCompletionItem, symbolsInScope, toArray } from './editorApi.ts';

export type KqlCompletionKind =
  | 'table'
  | 'column'
  | 'function'
  | 'aggregate'
  | 'operator'
  | 'keyword'
  | 'variable'
  | 'parameter'
  | 'scalar-operator'
  | 'literal';

/** One thing that may be written at the cursor. */
export interface KqlCompletion {
  readonly label: string;
  readonly kind: KqlCompletionKind;
  /** What replaces the range of the list. In a snippet `$0` is where the cursor ends up, and `$`, `}` and `\` are escaped. */
  readonly insertText: string;
  readonly snippet?: boolean;
  /** A type or signature, for the same line. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** Orders the list: best first. */
  readonly sortText: string;
  /** What typed text is matched with, where it is not the label. */
  readonly filterText?: string;
}

export interface KqlCompletionList {
  /** The word under the cursor, also the part behind it. */
  readonly replace: Span;
  readonly items: readonly KqlCompletion[];
}

/** Asks for completions once, so that the first of a user does not wait until the parser has built its grammar (about 0.6 s). */
export function warmUpCompletion(catalog: Catalog): void {
  completionsAt(bindQuery('print warm = 1 | where ', catalog), 23);
}

/** What may be written at `offset`, best first; no items inside strings and comments. Never throws. */
export function completionsAt(query: BoundQuery, offset: number): KqlCompletionList {
  const position = Math.max(0, Math.min(offset, query.text.length));
  const nothing = { replace: { start: position, end: position }, items: [] };
  try {
    return completions(query, position) ?? nothing;
  } catch {
    // The service is generated code that fails on some half-typed texts; no completion is then the right answer.
    return nothing;
  }
}

function completions(query: BoundQuery, position: number): KqlCompletionList | undefined {
  const operator = scalarOperatorAt(query.text, position);
  if (operator !== undefined) {
    // In the middle of an operator the service would offer operands; at the end of the text before it, it offers operators.
    const before = bindQuery(query.text.slice(0, operator.start), query.catalog);
    return completionsFor(before, operator.start, query.text, operator);
  }
  return completionsFor(query, position, query.text, undefined);
}

/** The word of a scalar operator that the cursor is in, not at its start. */
function scalarOperatorAt(text: string, position: number): Span | undefined {
  const start = position - (/!?\w+$/.exec(text.slice(0, position))?.[0].length ?? 0);
  const end = position + (/^\w*~?/.exec(text.slice(position))?.[0].length ?? 0);
  const isOperator = start < position && describeScalarOperator(text.slice(start, end)) !== undefined;
  return isOperator && /[\w)\]"'\s]\s$/.test(text.slice(0, start)) ? { start, end } : undefined;
}

/** `text` is the whole text, of which that of `query` may be a part; `range` is what is replaced, where it is known. */
function completionsFor(query: BoundQuery, position: number, text: string, range: Span | undefined): KqlCompletionList | undefined {
  const info = completionInfo(query, position);
  if (info === undefined) return undefined;
  const replace = range ?? { start: info.EditStart, end: info.EditStart + info.EditLength };
  const context = completionContext(query, replace, text);
  const items = toArray<EditorCompletionItem>(info.Items);
  const wantsTable = items.some((item) => kinds[completionKindName(item)] === 'table');
  const byLabel = new Map<string, KqlCompletion>();
  for (const item of items) {
    const completion = convert(item, context, wantsTable);
    if (completion === undefined) continue;
    const known = byLabel.get(completion.label);
    if (known === undefined || completion.sortText < known.sortText) byLabel.set(completion.label, completion);
  }
  return { replace, items: [...byLabel.values()].sort((a, b) => (a.sortText < b.sortText ? -1 : 1)) };
}

interface CompletionContext {
  readonly query: BoundQuery;
  readonly scope: ReadonlyMap<string, MsSymbol>;
  /** What follows the replaced word, so that no second bracket or operand is inserted. */
  readonly following: string;
}

function completionContext(query: BoundQuery, replace: Span, text: string): CompletionContext {
  const scope = new Map<string, MsSymbol>();
  for (const symbol of symbolsInScope(query, replace.start)) if (!scope.has(symbol.Name)) scope.set(symbol.Name, symbol);
  return { query, scope, following: text.slice(replace.end, replace.end + 40) };
}

const kinds: Readonly<Record<string, KqlCompletionKind>> = {
  Column: 'column',
  Table: 'table',
  MaterialiedView: 'table',
  BuiltInFunction: 'function',
  LocalFunction: 'function',
  DatabaseFunction: 'function',
  AggregateFunction: 'aggregate',
  QueryPrefix: 'operator',
  TabularPrefix: 'operator',
  TabularSuffix: 'operator',
  ScalarInfix: 'scalar-operator',
  Keyword: 'keyword',
  Syntax: 'keyword',
  Option: 'keyword',
  RenderChart: 'keyword',
  Identifier: 'variable',
  Variable: 'variable',
  Parameter: 'parameter',
  ScalarPrefix: 'literal',
  ScalarType: 'literal',
  Example: 'literal',
};

function convert(item: EditorCompletionItem, context: CompletionContext, wantsTable: boolean): KqlCompletion | undefined {
  const kindName = completionKindName(item);
  const kind = kinds[kindName];
  const label = item.MatchText || item.DisplayText || '';
  if (kind === undefined || !/\w/.test(label) || label.startsWith('__')) return undefined;
  return {
    label,
    kind,
    ...insertion(item, kind, label, context),
    ...explanation(item, kind, label, context),
    sortText: `${kindName === 'DatabaseFunction' && !wantsTable ? '8' : rank(kind, kindName, label)}${item.OrderText ?? label.toLowerCase()}`,
  };
}

type Insertion = Pick<KqlCompletion, 'insertText' | 'snippet'>;

function insertion(item: EditorCompletionItem, kind: KqlCompletionKind, label: string, context: CompletionContext): Insertion {
  if (kind === 'table' || kind === 'column') return { insertText: quotedIfNeeded(label) };
  const schema = kind === 'function' ? context.query.catalog.functions.get(label) : undefined;
  if (schema?.parameters.every((parameter) => parameter.defaultText !== undefined)) return { insertText: label };
  const inserted = kind === 'function' || kind === 'aggregate' ? callInsertion(item, label) : serviceInsertion(item);
  const hasOperands = kind === 'scalar-operator' ? /^\s*[\w"'(@]/.test(context.following) : context.following.startsWith('(');
  return hasOperands && inserted.insertText !== label ? { insertText: label } : inserted;
}

/** The service computes the inserted text anew at each look, slowly; for a call it depends on nothing but the function. */
const callInsertions = new Map<string, Insertion>();

function callInsertion(item: EditorCompletionItem, label: string): Insertion {
  const key = item.DisplayText ?? label;
  let known = callInsertions.get(key);
  if (known === undefined) {
    known = serviceInsertion(item);
    callInsertions.set(key, known);
  }
  return known;
}

function serviceInsertion(item: EditorCompletionItem): Insertion {
  const before = (item.BeforeText ?? item.MatchText ?? '').replace(/\(\s+$/, '(');
  const after = item.AfterText ?? '';
  if (after === '') return { insertText: before.trimEnd() };
  return { insertText: `${escapeSnippet(before)}$0${escapeSnippet(after)}`, snippet: true };
}

function quotedIfNeeded(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : `['${name.replace(/['\\]/g, '\\$&')}']`;
}

function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

type Explanation = Pick<KqlCompletion, 'detail' | 'documentation'>;

function explanation(item: EditorCompletionItem, kind: KqlCompletionKind, label: string, context: CompletionContext): Explanation {
  switch (kind) {
    case 'column':
    case 'variable':
    case 'parameter':
      return symbolExplanation(label, context);
    case 'table':
      return optional({ documentation: context.query.catalog.tables.get(label)?.description });
    case 'function':
    case 'aggregate':
      return optional({
        detail: item.DisplayText ?? undefined,
        documentation: context.query.catalog.functions.get(label)?.description ?? describeFunction(label),
      });
    case 'operator':
      return optional({ documentation: describeTabularOperator(label) });
    case 'scalar-operator':
      return optional({ documentation: describeScalarOperator(label) });
    default:
      return {};
  }
}

function symbolExplanation(label: string, context: CompletionContext): Explanation {
  const symbol = context.scope.get(label);
  if (symbol === undefined) return {};
  const type = symbol.IsTabular === true ? 'table' : typeOf(symbol.Type ?? symbol);
  return optional({
    detail: type === 'unknown' ? undefined : type,
    documentation: symbol.Description || describeSourceColumn(context.query, label),
  });
}

/** The object without its undefined members. */
function optional(explanation: { readonly [K in keyof Explanation]?: string | undefined }): Explanation {
  return Object.fromEntries(Object.entries(explanation).filter(([, value]) => value !== undefined && value !== ''));
}

/** Functions that reach out of the workspace or into features that Sentinel lacks. They exist, but nobody looks for them first. */
const rare = new Set([
  'cluster',
  'database',
  'entity_group',
  'external_table',
  'graph',
  'inline_external_table',
  'macro-expand',
  'materialized_view',
  'stored_query_result',
]);

/** Columns that every table has and rules seldom need. */
const housekeeping = /^(_.*|TenantId|SourceSystem|ManagementGroupName)$/;

function rank(kind: KqlCompletionKind, kindName: string, label: string): string {
  if (rare.has(label) || label.startsWith('graph-') || label.startsWith('hint.')) return '9';
  if (kind === 'column') return housekeeping.test(label) ? '1z' : '1';
  if (kind === 'variable' || kind === 'parameter' || kindName === 'LocalFunction') return '2';
  if (kind === 'table') return '3';
  if (kind === 'aggregate') return '4';
  // A function for one product only comes after the one for all of them.
  if (kindName === 'DatabaseFunction') return label.split('_').length > 3 ? '8' : '5';
  return '6';
}
