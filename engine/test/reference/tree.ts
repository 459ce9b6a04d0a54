/** The tree of a generated query, and its text. */
import type { ReferenceColumn, Type, Value } from './values.ts';

/** What a parameter takes: an expression of a type, a real that has few digits, an array or a bag, or one of some constants. */
export type Parameter = Type | 'tame' | 'list' | 'bag' | { readonly type: Type; readonly oneOf: readonly Value[] };

/** A function or operator: how it is written, and what it gives for values. */
export interface Signature {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly returns: Type;
  /** Where set, nulls reach `apply`; elsewhere a null argument gives null (an empty string). */
  readonly takesNull?: true;
  apply(...values: never[]): Value;
  /** Its text; elsewhere that of a call. */
  readonly render?: (texts: readonly string[]) => string;
}

export type Expr =
  | { readonly kind: 'literal'; readonly type: Type; readonly value: Value }
  | { readonly kind: 'column'; readonly type: Type; readonly name: string }
  | { readonly kind: 'call'; readonly type: Type; readonly signature: Signature; readonly args: readonly Expr[] };

export interface Named {
  readonly name: string;
  readonly expr: Expr;
}

export interface Aggregate {
  readonly name: string;
  /** The text leaves the name to Kusto. */
  readonly isUnnamed?: boolean;
  readonly function: AggregateFunction;
  readonly args: readonly Expr[];
}

/** An aggregate: `compute` gets the arguments of each row of a group. */
export interface AggregateFunction {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly returns: Type;
  /** Its result cannot be told to the last digit or in its order: later expressions must not read it. */
  readonly isOpaque?: true;
  compute(rows: readonly (readonly Value[])[]): Value;
}

export interface SortKey {
  readonly column: ReferenceColumn;
  readonly isDescending: boolean;
  /** Undefined: as the direction has it. */
  readonly nullsFirst?: boolean;
}

export type WindowFunction =
  | { readonly kind: 'row_number'; readonly start: bigint; readonly restart?: Expr }
  | { readonly kind: 'prev' | 'next'; readonly expr: Expr; readonly offset: number; readonly default?: Expr }
  | { readonly kind: 'row_cumsum'; readonly expr: Expr; readonly restart?: Expr }
  | { readonly kind: 'row_rank_dense' | 'row_rank_min'; readonly expr: Expr };

export const joinKinds = [
  'inner',
  'innerunique',
  'leftouter',
  'rightouter',
  'fullouter',
  'leftanti',
  'leftsemi',
  'rightanti',
  'rightsemi',
] as const;
export type JoinKind = (typeof joinKinds)[number];

export type ParsePart = { readonly text: string } | { readonly isAny: true } | { readonly column: ReferenceColumn };

export interface ExpandedColumn {
  readonly name: string;
  /** `to typeof(…)`; undefined leaves the column dynamic. */
  readonly type?: Type;
}

export type Operator =
  | { readonly op: 'where'; readonly condition: Expr }
  | { readonly op: 'where-in'; readonly column: string; readonly isNegated: boolean; readonly right: Query }
  | { readonly op: 'extend' | 'project'; readonly columns: readonly Named[] }
  | { readonly op: 'project-away' | 'project-keep' | 'project-reorder'; readonly names: readonly string[] }
  | { readonly op: 'project-rename'; readonly renames: readonly { readonly from: string; readonly to: string }[] }
  | { readonly op: 'summarize'; readonly aggregates: readonly Aggregate[]; readonly by: readonly Named[] }
  | {
      readonly op: 'arg';
      readonly kind: 'arg_max' | 'arg_min';
      readonly key: string;
      /** The text says `*`. */
      readonly isAll?: boolean;
      readonly names: readonly string[];
      readonly by: readonly Named[];
    }
  | { readonly op: 'distinct'; readonly names: readonly string[] }
  | { readonly op: 'count' }
  | { readonly op: 'sort'; readonly keys: readonly SortKey[]; readonly take?: number; readonly isTop?: boolean }
  | { readonly op: 'serialize'; readonly columns: readonly { readonly name: string; readonly window: WindowFunction }[] }
  | { readonly op: 'union'; readonly kind: 'inner' | 'outer'; readonly right: Query }
  | { readonly op: 'join'; readonly kind: JoinKind; readonly right: Query; readonly on: readonly JoinKey[] }
  | { readonly op: 'lookup'; readonly kind: 'leftouter' | 'inner'; readonly right: Query; readonly on: readonly JoinKey[] }
  | { readonly op: 'mv-expand'; readonly kind?: 'array'; readonly columns: readonly ExpandedColumn[]; readonly index?: string }
  | { readonly op: 'mv-apply'; readonly column: ExpandedColumn; readonly element: string; readonly steps: readonly Operator[] }
  | { readonly op: 'make-series'; readonly series: MakeSeries }
  | { readonly op: 'parse' | 'parse-where'; readonly source: string; readonly parts: readonly ParsePart[] };

export interface JoinKey {
  readonly left: string;
  readonly right: string;
}

export interface MakeSeries {
  readonly aggregates: readonly (Aggregate & { readonly default?: Value })[];
  readonly axis: ReferenceColumn;
  readonly from: bigint;
  readonly to: bigint;
  readonly step: bigint;
  readonly by: readonly string[];
}

export interface Query {
  /** What `Base` is, by a `let` before the query. */
  readonly base?: Query;
  readonly table: string;
  readonly steps: readonly Operator[];
}
