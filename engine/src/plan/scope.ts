import type { Catalog, Expression, KqlType, PatternMatch, Query, Span } from '@rulesmith/kql';
import type { Expr } from './expr.ts';
import type { PlanNode } from './plan.ts';
import type { PlanTime } from './planTime.ts';

/** What a name of the query stands for. */
export type Binding =
  | { readonly kind: 'scalar'; readonly expr: Expr }
  | { readonly kind: 'table'; readonly plan: PlanNode }
  /** A declared pattern; the tables that it stands for are planned in `scope`, where it was declared. */
  | { readonly kind: 'pattern'; readonly scope: Scope; readonly matches: readonly PatternMatch[] }
  /** A `let` function; calls of it are planned in `scope`, where it was declared. */
  | { readonly kind: 'function'; readonly scope: Scope; readonly body: Query; readonly isView: boolean };

/** The names that are visible at a place of the query: variables outside, the columns of the row inside. Immutable. */
export class Scope {
  readonly catalog: Catalog;
  readonly #variables: ReadonlyMap<string, Binding>;
  /** Columns of the input row and their types; undefined where no row is at hand. */
  readonly row: ReadonlyMap<string, KqlType> | undefined;
  /** Whether the input is serialized, so that window functions may be called. */
  readonly serialized: boolean;
  /** The input of the pipeline around, for subqueries of `mv-apply` and `partition`. */
  readonly depth: number;
  readonly planTime: PlanTime;

  constructor(
    catalog: Catalog,
    planTime: PlanTime,
    variables: ReadonlyMap<string, Binding> = new Map(),
    row?: ReadonlyMap<string, KqlType>,
    serialized = false,
    depth = 0,
  ) {
    this.catalog = catalog;
    this.planTime = planTime;
    this.#variables = variables;
    this.row = row;
    this.serialized = serialized;
    this.depth = depth;
  }

  variable(name: string): Binding | undefined {
    return this.#variables.get(name);
  }

  /** The names of the `let` views that are visible. */
  views(): string[] {
    return Array.from(this.#variables).flatMap(([name, binding]) => (binding.kind === 'function' && binding.isView ? [name] : []));
  }

  /** This scope and one more variable. */
  with(name: string, binding: Binding): Scope {
    return new Scope(this.catalog, this.planTime, new Map(this.#variables).set(name, binding), this.row, this.serialized, this.depth);
  }

  /** This scope with the columns of `input` as the row; undefined for no row. */
  withRow(input: Pick<PlanNode, 'columns' | 'serialized'> | undefined): Scope {
    const row = input && new Map(input.columns.map((column) => [column.name, column.type]));
    return new Scope(this.catalog, this.planTime, this.#variables, row, input?.serialized ?? false, this.depth);
  }

  /** The scope inside the body of a user function: deeper by one, so that runaway nesting is found. */
  deeper(): Scope {
    return new Scope(this.catalog, this.planTime, this.#variables, undefined, false, this.depth + 1);
  }
}

export interface Located {
  readonly span: Span;
}

export type { Expression };
