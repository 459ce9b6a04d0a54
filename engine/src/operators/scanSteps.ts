/**
 * `scan`: walks over ordered rows with one state for each step, as the documentation's "scan logic" says (kql-semantics 152). The operator
 * that reads a table of a sample is in `scan.ts`.
 */
import type { ColumnSchema, Expression, Operator, Parameter, ScanStep } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import type { Expr } from '../plan/expr.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import { convertTo, nullOf, planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid, unsupported } from '../queryError.ts';
import { columnOf } from '../table/builder.ts';
import type { Column } from '../table/column.ts';
import { selectColumn } from '../table/deferred.ts';
import { selectionOf } from '../table/selection.ts';
import { Table } from '../table/table.ts';
import type { Value } from '../values/value.ts';
import { type RowFunction, rowFunction } from './rowExpression.ts';

interface PlannedStep {
  readonly output: boolean;
  readonly condition: Expr;
  /** The value of each declared column, by position; undefined for one that keeps its default. */
  readonly values: readonly (Expr | undefined)[];
}

export interface ScanStepsNode extends NodeBase {
  readonly op: 'scan-steps';
  readonly input: PlanNode;
  /** The declared columns, of which those that replace a column of the input are not allowed. */
  readonly declared: readonly ColumnSchema[];
  readonly defaults: readonly Value[];
  readonly steps: readonly PlannedStep[];
  readonly stepNames: readonly string[];
  readonly matchId: string | undefined;
}

type Scan = Extract<Operator, { kind: 'scan' }>;

export function planScanSteps(operator: Scan, input: PlanNode, scope: Scope): ScanStepsNode {
  if (!input.serialized) throw invalid('`scan` needs rows in a fixed order: put `sort by` or `serialize` before it', operator.span);
  if (operator.orderBy.length > 0) throw unsupported('`order by` in `scan`', operator.span);
  if (operator.partitionBy.length > 0) throw unsupported('`partition by` in `scan`', operator.span);
  const declared = operator.declare.map(declaredColumn);
  const clash = declared.find((column) => input.columns.some((each) => each.name === column.name));
  if (clash) throw unsupported(`\`scan declare\` of \`${clash.name}\`, which the input has already,`, operator.span);
  const names = operator.steps.map((step) => step.name);
  const defaults = operator.declare.map((parameter) => defaultValue(parameter, scope));
  const columns = [...input.columns, ...declared];
  const steps = operator.steps.map((step, position) => planStep(step, names.slice(0, position + 1), columns, declared, scope));
  const matchId = matchIdName(operator);
  return {
    op: 'scan-steps',
    input,
    declared,
    defaults,
    steps,
    stepNames: names,
    matchId,
    columns: matchId === undefined ? columns : [...columns, { name: matchId, type: 'long' }],
    serialized: true,
    span: operator.span,
  };
}

function declaredColumn(parameter: Parameter): ColumnSchema {
  if (parameter.type === 'table') throw invalid('`scan declare` takes scalar columns', parameter.span);
  return { name: parameter.name, type: parameter.type };
}

function defaultValue(parameter: Parameter, scope: Scope): Value {
  const { type } = declaredColumn(parameter);
  if (!parameter.defaultValue) return nullOf(type);
  const value = convertTo(planExpression(parameter.defaultValue, scope.withRow(undefined)), type, parameter.span);
  if (value.kind !== 'constant') throw unsupported('A default of `scan declare` that is not a constant', parameter.span);
  return value.value;
}

function matchIdName(operator: Scan): string | undefined {
  const value = operator.parameters.find((item) => item.name === 'with_match_id')?.value;
  return value?.kind === 'name' ? value.name : undefined;
}

function planStep(
  step: ScanStep,
  reachable: readonly string[],
  columns: readonly ColumnSchema[],
  declared: readonly ColumnSchema[],
  scope: Scope,
): PlannedStep {
  if (step.output === 'last') throw unsupported('`output=last` in `scan`', step.span);
  const states = reachable.flatMap((name) => columns.map((column) => ({ name: stateColumn(name, column.name), type: column.type })));
  const row = scope.withRow({ columns: [...columns, ...states], serialized: false });
  const plan = (node: Expression): Expr => planExpression(withStates(node, new Set(reachable)), row);
  const condition = convertTo(plan(step.condition), 'bool', step.condition.span);
  const values = new Array<Expr | undefined>(declared.length).fill(undefined);
  const assigned = new Set<string>();
  for (const { name, value } of step.assignments) {
    const position = declared.findIndex((column) => column.name === name);
    if (position < 0) throw invalid(`\`${name}\` is not declared in \`scan declare\``, value.span);
    if (readsAny(value, assigned)) throw unsupported('An assignment of `scan` that reads another one of its step', value.span);
    values[position] = convertTo(plan(value), declared[position].type, value.span);
    assigned.add(name);
  }
  return { output: step.output !== 'none', condition, values };
}

function stateColumn(step: string, column: string): string {
  return `${step}.${column}`;
}

/** Whether `node` reads one of the `names` bare, not as the column of a step. */
function readsAny(node: Expression, names: ReadonlySet<string>): boolean {
  if (node.kind === 'name') return names.has(node.name);
  if (node.kind === 'path') return node.base.kind === 'name' ? false : readsAny(node.base, names);
  return childrenOf(node).some((each) => readsAny(each, names));
}

/** `node` with every `step.column` as the name of the state's column. */
function withStates(node: Expression, steps: ReadonlySet<string>): Expression {
  const inner = (part: Expression): Expression => withStates(part, steps);
  switch (node.kind) {
    case 'path':
      if (node.base.kind === 'name' && node.member.kind === 'name' && steps.has(node.base.name))
        return { ...node.member, name: stateColumn(node.base.name, node.member.name), target: 'column', span: node.span };
      return { ...node, base: inner(node.base) };
    case 'call':
      return { ...node, arguments: node.arguments.map(inner) };
    case 'binary':
      return { ...node, left: inner(node.left), right: inner(node.right) };
    case 'unary':
      return { ...node, operand: inner(node.operand) };
    case 'element':
      return { ...node, base: inner(node.base), selector: inner(node.selector) };
    case 'between':
      return { ...node, value: inner(node.value), from: inner(node.from), to: inner(node.to) };
    case 'membership':
      return { ...node, left: inner(node.left), right: node.right.map(inner) };
    default:
      return node;
  }
}

function childrenOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'call':
      return node.arguments;
    case 'binary':
      return [node.left, node.right];
    case 'unary':
      return [node.operand];
    case 'element':
      return [node.base, node.selector];
    case 'between':
      return [node.value, node.from, node.to];
    case 'membership':
      return [node.left, ...node.right];
    default:
      return [];
  }
}

/** What a step remembers: the last row that matched it, and those of the steps before that led to it. */
interface State {
  readonly matchId: number;
  /** For each step up to this one the values of its last row, declared columns included. */
  readonly rows: readonly (readonly Value[])[];
}

interface StepFunctions {
  readonly condition: RowFunction;
  readonly values: readonly (RowFunction | undefined)[];
}

export function executeScanSteps(node: ScanStepsNode, run: Execution): Table {
  const input = run.table(node.input);
  const columns = input.schema.map((column) => input.needColumn(column.name).force());
  const output: { rows: number[]; values: (readonly Value[])[]; ids: number[] } = { rows: [], values: [], ids: [] };
  const walk = new Walk(node, run, (row, values, id) => {
    output.rows.push(row);
    output.values.push(values);
    output.ids.push(id);
  });
  for (let row = 0; row < input.rowCount; row++) {
    if ((row & 0x3ff) === 0) {
      run.guard.checkpoint(node.span);
      run.guard.checkRows(output.rows.length, 'scan', node.span);
    }
    walk.visit(
      row,
      columns.map((column) => column.get(row)),
    );
  }
  const selection = selectionOf(Int32Array.from(output.rows));
  const kept: Column[] = input.columns.map((column) => selectColumn(column, selection));
  const declared = node.declared.map((column, position) =>
    columnOf(
      column.type,
      output.values.map((values) => values[position]),
    ),
  );
  const ids = node.matchId === undefined ? [] : [columnOf('long', output.ids)];
  return new Table(node.columns, [...kept, ...declared, ...ids], selection.length, { kind: 'select', input, selection });
}

type Emit = (row: number, declared: readonly Value[], matchId: number) => void;

/** The states of all steps while the rows go by. */
class Walk {
  readonly #node: ScanStepsNode;
  readonly #emit: Emit;
  readonly #steps: readonly StepFunctions[];
  readonly #states: (State | undefined)[];
  /** What a step that matched nothing yet shows. */
  readonly #empty: readonly Value[];
  #nextId = 0;

  constructor(node: ScanStepsNode, run: Execution, emit: Emit) {
    this.#node = node;
    this.#emit = emit;
    this.#steps = node.steps.map((step) => stepFunctions(node, step, run));
    this.#states = node.steps.map(() => undefined);
    this.#empty = [...node.input.columns.map((column) => nullOf(column.type)), ...node.defaults];
  }

  /** Offers the row to every step, from the last to the first. */
  visit(row: number, values: readonly Value[]): void {
    for (let step = this.#steps.length - 1; step >= 0; step--) {
      const before = step > 0 ? this.#states[step - 1] : undefined;
      if (before && this.#matches(step, row, values, before)) {
        this.#states[step - 1] = undefined;
        continue;
      }
      const own = this.#states[step];
      if (own) this.#matches(step, row, values, own);
      else if (step === 0 && this.#matches(step, row, values, { matchId: this.#nextId, rows: [] })) this.#nextId++;
    }
  }

  /** Whether the row meets the step's condition with `state`; it then becomes the last row of the step. */
  #matches(step: number, row: number, values: readonly Value[], state: State): boolean {
    const { condition, values: assignments } = this.#steps[step];
    const { defaults, steps } = this.#node;
    const known = Array.from({ length: step + 1 }, (_, position) => state.rows[position] ?? this.#empty);
    const context = [...values, ...defaults, ...known.flat()];
    if (condition(context) !== true) return false;
    const declared = assignments.map((assignment, position) => (assignment ? assignment(context) : defaults[position]));
    this.#states[step] = { matchId: state.matchId, rows: [...known.slice(0, step), [...values, ...declared]] };
    if (steps[step].output) this.#emit(row, declared, state.matchId);
    return true;
  }
}

function stepFunctions(node: ScanStepsNode, step: PlannedStep, run: Execution): StepFunctions {
  const columns = [...node.input.columns, ...node.declared].map((column) => column.name);
  const states = node.stepNames.flatMap((name) => columns.map((column) => stateColumn(name, column)));
  const positions = new Map([...columns, ...states].map((name, position) => [name, position]));
  return {
    condition: rowFunction(step.condition, positions, run),
    values: step.values.map((value) => value && rowFunction(value, positions, run)),
  };
}

/** The expressions of the steps; they read the row, the declared columns and the states. */
export function scanStepsExprs(node: ScanStepsNode): Expr[] {
  return node.steps.flatMap((step) => [step.condition, ...step.values.flatMap((value) => value ?? [])]);
}
