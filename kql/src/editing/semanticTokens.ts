/** What each token of a query is, for colouring: Microsoft's classification, corrected by what names refer to. */
import type { BoundQuery } from '../bind.ts';
import type { Span } from '../span.ts';
import { classificationKindName, codeServiceFor, type EditorClassifiedRange, toArray } from './editorApi.ts';
import { type KqlOccurrence, type KqlSymbol, type KqlSymbolIndex, symbolIndexOf } from './symbolIndex.ts';

export type KqlTokenKind =
  | 'keyword'
  | 'operator'
  | 'function'
  | 'table'
  | 'column'
  | 'variable'
  | 'parameter'
  | 'string'
  | 'number'
  | 'type';

export interface KqlToken {
  readonly span: Span;
  readonly kind: KqlTokenKind;
  /** The name is made here. */
  readonly declares: boolean;
  /** A function of the language. */
  readonly builtIn: boolean;
}

const tokensOfQuery = new WeakMap<BoundQuery, readonly KqlToken[]>();

/** The tokens of the query in the order of the text, without comments and punctuation; strings may go over several lines. Never throws. */
export function semanticTokensOf(query: BoundQuery): readonly KqlToken[] {
  let tokens = tokensOfQuery.get(query);
  if (tokens === undefined) {
    const index = symbolIndexOf(query);
    tokens = merged(
      index.occurrences.map((occurrence) => nameToken(index, occurrence)),
      classified(query, { start: 0, end: query.text.length }),
    );
    tokensOfQuery.set(query, tokens);
  }
  return tokens;
}

/** Both lists in order; of two tokens that overlap, that of `names`. */
function merged(names: readonly KqlToken[], others: readonly KqlToken[]): KqlToken[] {
  const tokens: KqlToken[] = [];
  let next = 0;
  for (const other of others) {
    for (; next < names.length && (names[next] as KqlToken).span.start < other.span.end; next++) tokens.push(names[next] as KqlToken);
    if (other.span.start >= (tokens.at(-1)?.span.end ?? 0)) tokens.push(other);
  }
  return [...tokens, ...names.slice(next)];
}

function nameToken({ symbols }: KqlSymbolIndex, { span, symbol, declares }: KqlOccurrence): KqlToken {
  const { kind, origin } = symbols[symbol] as KqlSymbol;
  return { span, kind, declares, builtIn: origin.kind === 'built-in' };
}

const kinds: Readonly<Record<string, KqlTokenKind | undefined>> = {
  Literal: 'number',
  StringLiteral: 'string',
  Type: 'type',
  Column: 'column',
  Table: 'table',
  MaterializedView: 'table',
  Function: 'function',
  Parameter: 'parameter',
  ClientParameter: 'parameter',
  SignatureParameter: 'parameter',
  QueryParameter: 'keyword',
  Variable: 'variable',
  ScalarOperator: 'operator',
  MathOperator: 'operator',
  QueryOperator: 'keyword',
  Keyword: 'keyword',
  Option: 'keyword',
};

/** The token at `offset`, also where it ends there, as Microsoft classifies it: without a look at what names refer to. Never throws. */
export function classifiedTokenAt(query: BoundQuery, offset: number): KqlToken | undefined {
  const start = query.text.lastIndexOf('\n', offset - 1) + 1;
  const end = query.text.indexOf('\n', offset);
  const line = { start, end: end < 0 ? query.text.length : end };
  return classified(query, line).find(({ span }) => span.start <= offset && offset <= span.end);
}

function classified(query: BoundQuery, range: Span): KqlToken[] {
  try {
    const info = codeServiceFor(query).GetClassifications(range.start, range.end - range.start, true, true);
    return toArray<EditorClassifiedRange>(info.Classifications).flatMap((range) => {
      const span = { start: range.Start, end: range.Start + range.Length };
      const kind = tokenKind(query.text.slice(span.start, span.end), kinds[classificationKindName(range)]);
      return kind === undefined ? [] : [{ span, kind, declares: false, builtIn: false }];
    });
  } catch {
    // The service is generated code that fails on some half-typed texts; the grammar then colours alone.
    return [];
  }
}

/** `in` and its kin come as keywords, truth values as literals. */
function tokenKind(text: string, kind: KqlTokenKind | undefined): KqlTokenKind | undefined {
  if (kind === 'keyword' && /^!?(?:in~?|between|has_any|has_all)$/.test(text)) return 'operator';
  return kind === 'number' && /^(?:true|false|null)$/i.test(text) ? 'keyword' : kind;
}
