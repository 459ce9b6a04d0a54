/**
 * The names of a query: every place that writes one, what it refers to, and the place that makes that. Resolved as Microsoft's binder
 * resolves names; plain data.
 */
import type { BoundQuery } from '../bind.ts';
import type { Span } from '../span.ts';
import { buildSymbolIndex } from './buildSymbolIndex.ts';

export type KqlSymbolKind = 'table' | 'column' | 'function' | 'variable' | 'parameter';

export type KqlSymbolOrigin =
  /** The query itself makes it. */
  | { readonly kind: 'query' }
  /** A column that a table, or a function with a known result, has by its schema. */
  | { readonly kind: 'schema'; readonly owners: readonly string[] }
  /** A table or function of the catalog. */
  | { readonly kind: 'catalog' }
  /** A function of the language. */
  | { readonly kind: 'built-in' }
  /** Nobody knows: a column of a table that is not declared. */
  | { readonly kind: 'unknown' };

/** A place that makes a name. */
export interface KqlDeclaration {
  readonly span: Span;
  /** The span is the name as it is written; else it is an expression from which the name follows, as `count()` makes `count_`. */
  readonly written: boolean;
}

export interface KqlSymbol {
  readonly name: string;
  readonly kind: KqlSymbolKind;
  readonly origin: KqlSymbolOrigin;
  /** In the order of the text; none for what the query does not make. */
  readonly declarations: readonly KqlDeclaration[];
  /** Columns that this one is under another name: `x` of `x1` behind a join, the old name of `project-rename`. Indices of symbols. */
  readonly derivedFrom: readonly number[];
  /** Columns in whose place this one stepped: `extend x = x + 1`. Indices of symbols. */
  readonly replaces: readonly number[];
}

export interface KqlOccurrence {
  /** The name as it is written, brackets and quotes of `['a b']` included. */
  readonly span: Span;
  /** The index of its symbol. */
  readonly symbol: number;
  readonly declares: boolean;
}

export interface KqlSymbolIndex {
  readonly symbols: readonly KqlSymbol[];
  /** In the order of the text; no two overlap. */
  readonly occurrences: readonly KqlOccurrence[];
  /** The symbols of the columns that the query returns, by name. */
  readonly result: ReadonlyMap<string, number>;
}

const indexOfQuery = new WeakMap<BoundQuery, KqlSymbolIndex>();

/** The names of `query`, computed once a query. Never throws: of a text too broken to tell there are fewer names. */
export function symbolIndexOf(query: BoundQuery): KqlSymbolIndex {
  let index = indexOfQuery.get(query);
  if (index === undefined) {
    index = buildOrNothing(query);
    indexOfQuery.set(query, index);
  }
  return index;
}

function buildOrNothing(query: BoundQuery): KqlSymbolIndex {
  try {
    return buildSymbolIndex(query);
  } catch {
    // The tree of a half-typed text may lack what a whole one has; no names are then the right answer.
    return { symbols: [], occurrences: [], result: new Map() };
  }
}

/** The name written at `offset`, a cursor behind its last character included; undefined where there is none. */
export function occurrenceAt(index: KqlSymbolIndex, offset: number): KqlOccurrence | undefined {
  const inside = index.occurrences.find(({ span }) => span.start <= offset && offset < span.end);
  return inside ?? index.occurrences.find(({ span }) => span.end === offset);
}
