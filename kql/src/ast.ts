/**
 * The typed syntax of a query: what Microsoft's parser and binder found, as plain immutable data.
 *
 * Every node has the span of its text. What the parser could not read, and syntax that nobody here models, is a `bad` node, so that a
 * reader can refuse it by name at its place. Names are resolved: a reference says what it refers to.
 */
import type { ColumnSchema } from './schema.ts';
import type { Span } from './span.ts';
import type { KqlType, ScalarType } from './types.ts';

interface Node {
  readonly span: Span;
}

/** A whole query: statements in order; the results are those of its expression statements. */
export interface Query extends Node {
  readonly statements: readonly Statement[];
}

export type Statement =
  | (Node & { readonly kind: 'let'; readonly name: string; readonly nameSpan: Span; readonly value: Expression })
  | (Node & { readonly kind: 'expression-statement'; readonly expression: Expression })
  | (Node & { readonly kind: 'set-option'; readonly name: string; readonly value: Expression | undefined })
  | (Node & { readonly kind: 'query-parameters'; readonly parameters: readonly Parameter[] })
  | (Node & { readonly kind: 'pattern'; readonly name: string; readonly nameSpan: Span; readonly matches: readonly PatternMatch[] })
  | (Node & { readonly kind: 'bad-statement'; readonly what: string });

/** What a pattern gives for certain arguments: `("a").["b"] = { … }` of `declare pattern`. */
export interface PatternMatch extends Node {
  readonly values: readonly Expression[];
  /** What stands in brackets behind the arguments; undefined where nothing does. */
  readonly path: Expression | undefined;
  readonly body: Query;
}

/** A parameter of a `let` function, a saved function, `declare query_parameters` or `scan declare`. */
export interface Parameter extends Node {
  readonly name: string;
  readonly type: KqlType | 'table';
  /** For a table parameter: its declared columns; empty for `(*)`. */
  readonly columns?: readonly ColumnSchema[];
  readonly defaultValue?: Expression;
}

/** What a bare name refers to. `unresolved` where the binder could not tell. */
export type NameTarget = 'column' | 'variable' | 'parameter' | 'table' | 'function' | 'unresolved';

export type UnaryOperator = '-' | '+';

export type BinaryOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'and'
  | 'or'
  | '=~'
  | '!~'
  | 'contains'
  | '!contains'
  | 'contains_cs'
  | '!contains_cs'
  | 'has'
  | '!has'
  | 'has_cs'
  | '!has_cs'
  | 'hasprefix'
  | '!hasprefix'
  | 'hasprefix_cs'
  | '!hasprefix_cs'
  | 'hassuffix'
  | '!hassuffix'
  | 'hassuffix_cs'
  | '!hassuffix_cs'
  | 'startswith'
  | '!startswith'
  | 'startswith_cs'
  | '!startswith_cs'
  | 'endswith'
  | '!endswith'
  | 'endswith_cs'
  | '!endswith_cs'
  | 'like'
  | 'notlike'
  | 'likecs'
  | 'notlikecs'
  | 'matches regex'
  | ':';

export type MembershipOperator = 'in' | '!in' | 'in~' | '!in~' | 'has_any' | 'has_all';

/** One or several names given to a value: `x = …`, `(a, b) = …`. */
export interface Name extends Node {
  readonly text: string;
}

interface Typed extends Node {
  /** The type of the value as the binder sees it; `unknown` where it cannot tell or the expression is tabular. */
  readonly type: KqlType;
  /**
   * The name that the value gets as a column when none is written (`count_`, `sum_x`, `Column1` is not decided here); empty where the
   * expression suggests none.
   */
  readonly resultName: string;
}

export type Expression =
  | (Typed & { readonly kind: 'literal'; readonly literal: Literal })
  | (Typed & { readonly kind: 'dynamic'; readonly value: Expression })
  | (Typed & { readonly kind: 'json-object'; readonly pairs: readonly { readonly name: string; readonly value: Expression }[] })
  | (Typed & { readonly kind: 'json-array'; readonly items: readonly Expression[] })
  | (Typed & { readonly kind: 'typeof'; readonly types: readonly ScalarType[] })
  | (Typed & { readonly kind: 'name'; readonly name: string; readonly target: NameTarget; readonly call?: Call })
  | (Typed & { readonly kind: 'wildcard'; readonly pattern: string })
  | (Typed & { readonly kind: 'star' })
  | (Typed & { readonly kind: 'path'; readonly base: Expression; readonly member: Expression })
  | (Typed & { readonly kind: 'element'; readonly base: Expression; readonly selector: Expression })
  | (Typed & { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly operand: Expression })
  | (Typed & { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Expression; readonly right: Expression })
  | (Typed & {
      readonly kind: 'membership';
      readonly operator: MembershipOperator;
      readonly left: Expression;
      readonly right: readonly Expression[];
    })
  | (Typed & {
      readonly kind: 'between';
      readonly negated: boolean;
      readonly value: Expression;
      readonly from: Expression;
      readonly to: Expression;
    })
  | Call
  | (Typed & { readonly kind: 'named'; readonly names: readonly Name[]; readonly value: Expression })
  | (Typed & {
      readonly kind: 'ordered';
      readonly value: Expression;
      readonly order: 'asc' | 'desc' | 'granny-asc' | 'granny-desc' | undefined;
      readonly nulls: 'first' | 'last' | undefined;
    })
  | (Typed & { readonly kind: 'to-scalar'; readonly value: Expression })
  | (Typed & { readonly kind: 'to-table'; readonly value: Expression })
  | (Typed & { readonly kind: 'materialize'; readonly value: Expression })
  | (Typed & { readonly kind: 'function'; readonly parameters: readonly Parameter[]; readonly body: Query; readonly isView: boolean })
  | (Typed & { readonly kind: 'datatable'; readonly columns: readonly ColumnSchema[]; readonly values: readonly Expression[] })
  | (Typed & { readonly kind: 'contextual-datatable' })
  | (Typed & {
      readonly kind: 'externaldata';
      readonly columns: readonly ColumnSchema[];
      readonly uris: readonly Expression[];
      readonly properties: readonly NamedParameter[];
    })
  | (Typed & { readonly kind: 'pipe'; readonly source: Expression; readonly operator: Operator })
  | (Typed & { readonly kind: 'operator-source'; readonly operator: Operator })
  | (Typed & { readonly kind: 'bad'; readonly what: string });

/** A call of a function: built in, or one of the query or workspace, with its body bound to these arguments. */
export interface Call extends Typed {
  readonly kind: 'call';
  readonly name: string;
  readonly nameSpan: Span;
  readonly arguments: readonly Expression[];
  readonly target: 'built-in' | 'aggregate' | 'plugin' | 'user' | 'unresolved';
  /** For a user function that has a body: its declaration, bound for this call. */
  readonly expansion?: CallExpansion;
  /** The call returns a table. */
  readonly isTabular: boolean;
  /** For a function that gives several columns (`series_stats`): those columns, under the names they get when none are written. */
  readonly tuple?: readonly ColumnSchema[];
}

/** The body of a called function, bound with the types of the arguments. Its spans lie in the query: in the declaration, or at the call. */
export interface CallExpansion {
  readonly parameters: readonly Parameter[];
  readonly body: Query;
}

/** A literal as written. `text` is the whole literal; strings are decoded in `value`. */
export type Literal =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'bool'; readonly value: boolean | null }
  | { readonly type: 'int' | 'long' | 'real' | 'decimal' | 'datetime' | 'timespan' | 'guid'; readonly text: string };

/** `name=value` between an operator's keyword and its arguments: `kind=inner`, `hint.strategy=shuffle`, `with_itemindex=i`. */
export interface NamedParameter extends Node {
  readonly name: string;
  readonly value: Expression;
}

interface OperatorNode extends Node {
  /** The keyword as written, for messages. */
  readonly keyword: string;
  readonly parameters: readonly NamedParameter[];
  /** The columns after this operator as the binder sees them; undefined when it cannot tell. */
  readonly result: readonly ColumnSchema[] | undefined;
}

export interface TypedColumn extends Node {
  readonly name: string;
  readonly type: ScalarType;
}

export interface ExpandedColumn extends Node {
  readonly value: Expression;
  readonly toType: ScalarType | undefined;
}

/** One part of a `parse` pattern: literal text (or a regex), a column to fill, or `*`. */
export type ParsePart =
  | (Node & { readonly kind: 'text'; readonly value: Expression })
  | (Node & { readonly kind: 'column'; readonly name: string; readonly type: ScalarType })
  | (Node & { readonly kind: 'skip' });

export type JoinCondition =
  | { readonly kind: 'same-name'; readonly name: string; readonly span: Span }
  | { readonly kind: 'expression'; readonly expression: Expression; readonly span: Span };

export interface TopNestedClause extends Node {
  readonly count: Expression | undefined;
  readonly of: Expression;
  readonly others: Expression | undefined;
  readonly by: Expression;
}

export interface MakeSeriesAggregate extends Node {
  readonly value: Expression;
  readonly defaultValue: Expression | undefined;
}

export interface ScanStep extends Node {
  readonly name: string;
  readonly output: string | undefined;
  readonly condition: Expression;
  readonly assignments: readonly { readonly name: string; readonly value: Expression }[];
}

/** What `graph-to-table` gives: `nodes as N with_node_id=Id`. */
export interface GraphOutput extends Node {
  readonly entity: string;
  readonly as: string | undefined;
  readonly parameters: readonly NamedParameter[];
}

/** A part of a path that `graph-match` looks for: nodes, with an edge between every two. */
export type GraphPatternElement =
  | (Node & { readonly kind: 'node'; readonly name: string | undefined })
  | (Node & {
      readonly kind: 'edge';
      readonly name: string | undefined;
      /** Where the edge points in the text; `any` where it does not matter. */
      readonly direction: 'right' | 'left' | 'any';
      /** How many edges may follow each other, `*1..5`; undefined for one. */
      readonly range: { readonly min: Expression; readonly max: Expression } | undefined;
    });

export interface GraphPattern extends Node {
  readonly elements: readonly GraphPatternElement[];
}

/** A column that `find` projects; its type is undefined where it is not known. `pack`: the rest as a bag. */
export type FindColumn =
  | (Node & { readonly kind: 'column'; readonly name: string; readonly type: ScalarType | undefined })
  | (Node & { readonly kind: 'pack' | 'bad' });

/** The columns written behind the call of a plugin, `: (*, a: string)`. */
export interface EvaluateSchema {
  readonly columns: readonly ColumnSchema[];
  /** `*` is written: the columns of the input come first. */
  readonly keepsInput: boolean;
}

export type Operator =
  | (OperatorNode & { readonly kind: 'where'; readonly condition: Expression })
  | (OperatorNode & { readonly kind: 'extend'; readonly columns: readonly Expression[] })
  | (OperatorNode & { readonly kind: 'project'; readonly columns: readonly Expression[] })
  | (OperatorNode & {
      readonly kind: 'project-away' | 'project-keep' | 'project-rename' | 'project-reorder' | 'project-by-names';
      readonly columns: readonly Expression[];
    })
  | (OperatorNode & {
      readonly kind: 'summarize';
      readonly aggregates: readonly Expression[];
      readonly by: readonly Expression[];
      readonly bin: Expression | undefined;
    })
  | (OperatorNode & { readonly kind: 'distinct'; readonly columns: readonly Expression[] })
  | (OperatorNode & { readonly kind: 'sort'; readonly by: readonly Expression[] })
  | (OperatorNode & { readonly kind: 'top'; readonly count: Expression; readonly by: Expression })
  | (OperatorNode & { readonly kind: 'take'; readonly count: Expression })
  | (OperatorNode & { readonly kind: 'sample'; readonly count: Expression })
  | (OperatorNode & { readonly kind: 'sample-distinct'; readonly count: Expression; readonly of: Expression })
  | (OperatorNode & { readonly kind: 'count'; readonly as: string | undefined })
  | (OperatorNode & { readonly kind: 'serialize'; readonly columns: readonly Expression[] })
  | (OperatorNode & { readonly kind: 'union'; readonly tables: readonly Expression[] })
  | (OperatorNode & {
      readonly kind: 'join' | 'lookup';
      readonly right: Expression;
      readonly on: readonly JoinCondition[];
      readonly conditionKind: 'on' | 'where' | 'none';
    })
  | (OperatorNode & { readonly kind: 'mv-expand'; readonly columns: readonly ExpandedColumn[]; readonly limit: Expression | undefined })
  | (OperatorNode & {
      readonly kind: 'mv-apply';
      readonly columns: readonly ExpandedColumn[];
      readonly limit: Expression | undefined;
      readonly body: Expression;
    })
  | (OperatorNode & { readonly kind: 'parse' | 'parse-where'; readonly value: Expression; readonly pattern: readonly ParsePart[] })
  | (OperatorNode & {
      readonly kind: 'parse-kv';
      readonly value: Expression;
      readonly columns: readonly TypedColumn[];
      readonly properties: readonly NamedParameter[];
    })
  | (OperatorNode & { readonly kind: 'print'; readonly columns: readonly Expression[] })
  | (OperatorNode & {
      readonly kind: 'range';
      readonly name: string;
      readonly from: Expression;
      readonly to: Expression;
      readonly step: Expression;
    })
  | (OperatorNode & { readonly kind: 'evaluate'; readonly call: Expression; readonly schema: EvaluateSchema | undefined })
  | (OperatorNode & { readonly kind: 'invoke'; readonly call: Expression })
  | (OperatorNode & { readonly kind: 'as'; readonly name: string })
  | (OperatorNode & { readonly kind: 'getschema' })
  | (OperatorNode & { readonly kind: 'render'; readonly chart: string })
  | (OperatorNode & {
      readonly kind: 'make-series';
      readonly aggregates: readonly MakeSeriesAggregate[];
      readonly on: Expression;
      readonly from: Expression | undefined;
      readonly to: Expression | undefined;
      readonly step: Expression | undefined;
      readonly inRange: readonly Expression[] | undefined;
      readonly by: readonly Expression[];
    })
  | (OperatorNode & { readonly kind: 'search'; readonly in: readonly Expression[]; readonly condition: Expression })
  | (OperatorNode & {
      readonly kind: 'find';
      readonly in: readonly Expression[];
      readonly condition: Expression;
      /** What is written behind `project`; undefined for `project-smart`, which is the default. */
      readonly project: readonly FindColumn[] | undefined;
      readonly projectsAway: boolean;
    })
  | (OperatorNode & { readonly kind: 'top-nested'; readonly clauses: readonly TopNestedClause[] })
  | (OperatorNode & {
      readonly kind: 'top-hitters';
      readonly count: Expression;
      readonly of: Expression;
      readonly by: Expression | undefined;
    })
  | (OperatorNode & { readonly kind: 'partition'; readonly by: Expression; readonly body: Expression | undefined })
  | (OperatorNode & {
      readonly kind: 'scan';
      readonly orderBy: readonly Expression[];
      readonly partitionBy: readonly Expression[];
      readonly declare: readonly Parameter[];
      readonly steps: readonly ScanStep[];
    })
  | (OperatorNode & {
      readonly kind: 'fork';
      readonly branches: readonly { readonly name: string | undefined; readonly body: Expression }[];
    })
  | (OperatorNode & { readonly kind: 'facet'; readonly by: readonly Expression[]; readonly body: Expression | undefined })
  | (OperatorNode & { readonly kind: 'reduce'; readonly value: Expression; readonly properties: readonly NamedParameter[] })
  | (OperatorNode & {
      readonly kind: 'make-graph';
      readonly source: Expression;
      readonly target: Expression;
      /** The name of the nodes' ids where there is no table of nodes. */
      readonly nodeId: string | undefined;
      readonly nodes: readonly { readonly table: Expression; readonly key: Expression }[];
      readonly isPartitioned: boolean;
    })
  | (OperatorNode & { readonly kind: 'graph-mark-components' })
  | (OperatorNode & { readonly kind: 'graph-to-table'; readonly outputs: readonly GraphOutput[] })
  | (OperatorNode & {
      readonly kind: 'graph-match' | 'graph-shortest-paths';
      readonly patterns: readonly GraphPattern[];
      readonly condition: Expression | undefined;
      /** Undefined where nothing is written. */
      readonly project: readonly Expression[] | undefined;
    })
  | (OperatorNode & { readonly kind: 'consume' })
  | (OperatorNode & { readonly kind: 'unsupported-operator' });

export type OperatorKind = Operator['kind'];
