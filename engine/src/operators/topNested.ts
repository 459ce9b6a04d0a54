/**
 * `top-nested`: the top values of one expression, in each of them those of the next, and so on. `with others` adds a row for what did not
 * make it to the top; the levels below such a row are empty, except that their own `others` count its rows too.
 */
import type { ColumnSchema, Expression, Operator, TopNestedClause } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import { evaluate, evaluateConstant } from '../expressions/evaluate.ts';
import type { Expr } from '../plan/expr.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import { convertTo, nullOf, planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid, unsupported } from '../queryError.ts';
import { columnOf } from '../table/builder.ts';
import { flatten } from '../table/column.ts';
import { selectionOf } from '../table/selection.ts';
import { Table } from '../table/table.ts';
import type { Value } from '../values/value.ts';
import { groupRows } from './grouping.ts';
import { uniqueName } from './names.ts';
import { planAggregates } from './planAggregates.ts';
import { sortedRows } from './sort.ts';
import { computeAggregate, type PlannedAggregate } from './summarize.ts';

export interface TopNestedLevel {
  /** How many values are kept; undefined for all. */
  readonly count: Expr | undefined;
  readonly of: Expr;
  readonly others: Expr | undefined;
  readonly aggregates: readonly PlannedAggregate[];
  /** What the values are ordered by, over the aggregates. */
  readonly by: Expr;
  readonly descending: boolean;
}

export interface TopNestedNode extends NodeBase {
  readonly op: 'top-nested';
  readonly input: PlanNode;
  readonly levels: readonly TopNestedLevel[];
}

type TopNested = Extract<Operator, { kind: 'top-nested' }>;

export function planTopNested(operator: TopNested, input: PlanNode, scope: Scope): TopNestedNode {
  const row = scope.withRow(input);
  const taken = new Set<string>();
  const columns: ColumnSchema[] = [];
  const levels = operator.clauses.map((clause) => planLevel(clause, row, scope, taken, columns));
  return { op: 'top-nested', input, levels, columns, serialized: false, span: operator.span };
}

/** `taken` and `columns` gain the two columns of the level. */
function planLevel(clause: TopNestedClause, row: Scope, scope: Scope, taken: Set<string>, columns: ColumnSchema[]): TopNestedLevel {
  const of = planExpression(clause.of, row);
  if (of.type === 'dynamic') throw invalid('`top-nested` of a dynamic value needs a type: `tostring(…)`', clause.of.span);
  const written = clause.of.kind === 'named' ? clause.of.names[0].text : clause.of.resultName;
  if (!written) throw unsupported('`top-nested` of an expression without a name', clause.of.span);
  const name = uniqueName(written, taken);
  taken.add(name);
  const { value, descending } = ordered(clause.by);
  const named = value.kind === 'named' ? value.names[0].text : `aggregated_${name}`;
  const { aggregates, results } = planAggregates(
    [value.kind === 'named' ? value.value : value].map((each) => ({ ...each, resultName: named })),
    row,
    new Set(taken),
    new Set(),
  );
  if (results.length !== 1) throw unsupported('An aggregate of several columns in `top-nested`', clause.by.span);
  const byName = uniqueName(named, taken);
  taken.add(byName);
  columns.push({ name, type: of.type }, { name: byName, type: results[0].expr.type });
  const constants = scope.withRow(undefined);
  const others = clause.others && planExpression(clause.others, constants);
  if (others && others.type !== of.type)
    throw unsupported(`\`with others\` of type ${others.type} for values of type ${of.type}`, clause.others?.span ?? clause.span);
  const count = clause.count && convertTo(planExpression(clause.count, constants), 'long', clause.count.span);
  return { count, of, others, aggregates, by: results[0].expr, descending };
}

function ordered(by: Expression): { value: Expression; descending: boolean } {
  if (by.kind === 'ordered') return { value: by.value, descending: by.order !== 'asc' };
  if (by.kind === 'named' && by.value.kind === 'ordered')
    return { value: { ...by, value: by.value.value }, descending: by.value.order !== 'asc' };
  return { value: by, descending: true };
}

interface RunningLevel {
  readonly plan: TopNestedLevel;
  readonly most: number;
  /** What stands for the values that did not make it to the top; undefined where the level shows none. */
  readonly others: Value | undefined;
}

/** Finds the rows of the result, each with the row numbers of the input that it stands for. */
class Nesting {
  readonly values: (readonly Value[])[] = [];
  readonly groupOf: Int32Array;
  readonly #node: TopNestedNode;
  readonly #input: Table;
  readonly #run: Execution;
  readonly #levels: readonly RunningLevel[];

  constructor(node: TopNestedNode, input: Table, run: Execution) {
    this.#node = node;
    this.#input = input;
    this.#run = run;
    this.groupOf = new Int32Array(input.rowCount).fill(-1);
    this.#levels = node.levels.map((plan) => ({
      plan,
      most: plan.count ? Number(evaluateConstant(plan.count, run) ?? 0) : Number.POSITIVE_INFINITY,
      others: plan.others && evaluateConstant(plan.others, run),
    }));
  }

  nest(depth: number, rows: Int32Array, prefix: readonly Value[]): void {
    const level = this.#levels[depth];
    if (!level) {
      this.#add(prefix, rows);
      return;
    }
    this.#run.guard.checkpoint(this.#node.span);
    const { top, others } = this.#topOf(level, rows);
    for (const { value, by, members } of top) this.nest(depth + 1, members, [...prefix, value, by]);
    const below = this.#levels.slice(depth);
    if (others.length > 0 && below.some((each) => each.others !== undefined)) {
      const table = this.#input.select(selectionOf(others));
      this.#add([...prefix, ...below.flatMap((each) => this.#othersOf(each, table))], others);
    }
  }

  #add(values: readonly Value[], rows: Int32Array): void {
    for (const row of rows) this.groupOf[row] = this.values.length;
    this.values.push(values);
    this.#run.guard.checkRows(this.values.length, 'top-nested', this.#node.span);
  }

  #othersOf({ plan, others }: RunningLevel, rows: Table): Value[] {
    if (others === undefined) return [nullOf(plan.of.type), nullOf(plan.by.type)];
    return [others, orderValues(plan, rows, new Int32Array(rows.rowCount), 1, this.#run).get(0)];
  }

  /** The top values among `rows` with the rows of each, and the rows of all the others. */
  #topOf({ plan, most }: RunningLevel, rows: Int32Array) {
    const table = this.#input.select(selectionOf(rows));
    const values = evaluate(plan.of, table, this.#run);
    const groups = groupRows([values], rows.length, this.#run);
    const by = orderValues(plan, table, groups.groupOf, groups.count, this.#run);
    // Of equal values Kusto prefers the later ones.
    const order = sortedRows([{ column: by, descending: plan.descending, nullsFirst: !plan.descending }], groups.count, this.#run, true);
    const members: number[][] = Array.from({ length: groups.count }, () => []);
    for (let row = 0; row < rows.length; row++) members[groups.groupOf[row]].push(rows[row]);
    const kept = Math.min(order.length, Math.max(0, most));
    return {
      top: Array.from(order.subarray(0, kept), (group) => ({
        value: values.get(groups.firstRows[group]),
        by: by.get(group),
        members: Int32Array.from(members[group]),
      })),
      others: Int32Array.from(Array.from(order.subarray(kept)).flatMap((group) => members[group])).sort(),
    };
  }
}

export function executeTopNested(node: TopNestedNode, run: Execution): Table {
  const input = run.table(node.input);
  const nesting = new Nesting(node, input, run);
  nesting.nest(
    0,
    Int32Array.from({ length: input.rowCount }, (_, row) => row),
    [],
  );
  const columns = node.columns.map((column, position) =>
    columnOf(
      column.type,
      nesting.values.map((row) => row[position]),
    ),
  );
  return new Table(node.columns, columns, nesting.values.length, { kind: 'group', input, groupOf: nesting.groupOf });
}

/** What each group is ordered by. */
function orderValues(level: TopNestedLevel, rows: Table, groupOf: Int32Array, groupCount: number, run: Execution) {
  const aggregated = new Table(
    level.aggregates.map(({ name, type }) => ({ name, type })),
    level.aggregates.map((each) => computeAggregate(each, { rows, groupOf, groupCount }, run)),
    groupCount,
  );
  return flatten(evaluate(level.by, aggregated, run));
}

/** The expressions that the node reads over its input. */
export function topNestedExprs(node: TopNestedNode): Expr[] {
  return node.levels.flatMap((level) => [
    level.of,
    ...level.aggregates.flatMap((each) => each.args),
    ...[level.count, level.others].flatMap((each) => each ?? []),
  ]);
}
