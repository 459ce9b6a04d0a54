/** Runs a plan. */
import type { Span } from '@rulesmith/kql';
import { type QueryContext, RunGuard } from './context.ts';
import type { CombinedCodes } from './expressions/combineCodes.ts';
import { toDynamic } from './functions/conversions.ts';
import type { Kernel } from './functions/scalarFunction.ts';
import { executeNode } from './operators/execute.ts';
import { dependsOnContext } from './plan/children.ts';
import type { CallExpr, SubqueryExpr, TableValuesExpr } from './plan/expr.ts';
import type { PlanNode } from './plan/plan.ts';
import { requiredColumns } from './plan/requiredColumns.ts';
import { Profiler } from './profile.ts';
import { invalid, QueryError } from './queryError.ts';
import { columnOf } from './table/builder.ts';
import { type Column, type DictionaryColumn, flatten } from './table/column.ts';
import { Table } from './table/table.ts';
import type { Dynamic } from './values/dynamic.ts';
import { type Instant, instantOfTicks } from './values/instant.ts';
import type { Value } from './values/value.ts';

/** The state of one run of one query: results that are shared, and the guards. */
export class Execution {
  readonly context: QueryContext;
  readonly guard: RunGuard;
  readonly profiler: Profiler | undefined;
  readonly now: Instant;
  readonly optimise: boolean;
  readonly boundKernels = new WeakMap<CallExpr, Kernel>();
  readonly combinedCodes = new WeakMap<Column, { columns: readonly DictionaryColumn[]; combined: CombinedCodes | undefined }[]>();
  /** Whether an aggregate gave values that no result may show; set when its columns are computed. */
  hasOpaqueValues = false;
  readonly #results = new Map<PlanNode, Table>();
  readonly #subqueries = new Map<SubqueryExpr | TableValuesExpr, Value>();
  /** The tables that `context-table` nodes stand for at the moment, innermost last. */
  readonly contextTables = new Map<object, Table>();
  readonly #required: ReadonlyMap<PlanNode, ReadonlySet<string>>;

  /** `roots`: the nodes whose rows will be asked for. */
  constructor(context: QueryContext, ...roots: readonly PlanNode[]) {
    this.context = context;
    this.guard = new RunGuard(context);
    this.profiler = context.profile === true ? new Profiler() : undefined;
    this.optimise = !context.withoutOptimisation;
    this.now = instantOfTicks(context.now) ?? 0;
    this.#required = requiredColumns(roots);
  }

  /** The result of `node`, computed once a run however many read it, unless it depends on a row of an outer query. */
  table(node: PlanNode): Table {
    const kept = this.#results.get(node);
    if (kept) return kept;
    this.guard.checkpoint(node.span);
    const outer = this.guard.operator;
    this.guard.operator = node.op;
    const result = this.profiler ? this.profiler.measure(node, () => executeNode(node, this)) : executeNode(node, this);
    this.guard.operator = outer;
    this.guard.checkRows(result.rowCount, node.op, node.span);
    if (!this.optimise) for (const column of result.columns) column.force();
    if (!dependsOnContext(node)) this.#results.set(node, result);
    return result;
  }

  /** The result of `node`, a subquery, while its context table `key` stands for `table`. */
  tableWithin(node: PlanNode, key: object, table: Table): Table {
    const outer = this.contextTables.get(key);
    this.contextTables.set(key, table);
    try {
      const result = this.table(node);
      for (const column of result.columns) column.force();
      return result;
    } finally {
      if (outer) this.contextTables.set(key, outer);
      else this.contextTables.delete(key);
    }
  }

  /** The columns of `node` that the query reads. */
  requiredOf(node: PlanNode): ReadonlySet<string> {
    return this.#required.get(node) ?? new Set(node.columns.map((column) => column.name));
  }

  subqueryValue(expr: SubqueryExpr | TableValuesExpr): Value {
    const kept = this.#subqueries.get(expr);
    if (kept !== undefined) return kept;
    const table = this.table(expr.plan);
    const value = expr.kind === 'subquery' ? firstValue(table) : firstColumn(table);
    if (!dependsOnContext(expr.plan)) this.#subqueries.set(expr, value);
    return value;
  }

  /** Runs `action`; what it throws to say that Kusto would refuse becomes a query error at `span`. */
  refusing<T>(span: Span, action: () => T): T {
    try {
      return action();
    } catch (error) {
      if (error instanceof QueryError && error.span) throw error;
      if (error instanceof QueryError) throw new QueryError(error.code, error.message, span);
      if (error instanceof RangeError || error instanceof TypeError) throw error;
      throw error instanceof Error ? invalid(error.message, span) : error;
    }
  }
}

function firstValue(table: Table): Value {
  return table.rowCount === 0 || table.columns.length === 0
    ? table.schema[0]?.type === 'string'
      ? ''
      : null
    : table.columns[0].force().get(0);
}

function firstColumn(table: Table): Dynamic {
  const column = flatten(table.columns[0]);
  return Array.from({ length: column.length }, (_, row) => toDynamic(column.get(row), column.type));
}

/** A table of given rows; `rows` hold values of the schema's types. */
export function tableOfRows(schema: Table['schema'], rows: readonly (readonly Value[])[]): Table {
  return new Table(
    schema,
    schema.map((column, position) =>
      columnOf(
        column.type,
        rows.map((row) => row[position]),
      ),
    ),
    rows.length,
  );
}
