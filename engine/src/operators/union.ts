/** `union`: the rows of several tables. Columns match by name and type; a name of several types is split (kql-semantics 110). */
import type { ColumnSchema, Expression, Operator, Span } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import { planTable } from '../plan/planTable.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid, QueryError, unsupported } from '../queryError.ts';
import { type Column, ConstantColumn, missingValue } from '../table/column.ts';
import { deferColumn } from '../table/deferred.ts';
import { Table } from '../table/table.ts';
import { nameOfRows } from './as.ts';
import { concatColumns } from './joinKeys.ts';
import { uniqueName, wildcardTest } from './names.ts';
import { parameterText, parameterValue } from './parameters.ts';
import { planScan } from './scan.ts';

export interface UnionNode extends NodeBase {
  readonly op: 'union';
  readonly inputs: readonly PlanNode[];
  /** For each column of the result its name in each input; undefined where the input lacks it. */
  readonly sources: readonly (readonly (string | undefined)[])[];
  /** The column that tells the source, and its value for each input. */
  readonly sourceNames: readonly string[] | undefined;
}

export function planUnion(operator: Extract<Operator, { kind: 'union' }>, input: PlanNode | undefined, scope: Scope): PlanNode {
  const fuzzy = flagOf(operator, 'isfuzzy');
  const named: { name: string; plan: PlanNode }[] = input ? [{ name: nameOfRows(input) ?? 'union_arg0', plan: input }] : [];
  for (const table of operator.tables) {
    for (const source of expandSource(table, scope, fuzzy))
      named.push({ name: source.name ?? `union_arg${named.length}`, plan: source.plan });
  }
  if (named.length === 0) throw invalid('`union` has no table', operator.span);
  return unionNode(named, {
    kind: parameterText(operator, 'kind') ?? 'outer',
    withSource: parameterText(operator, 'withsource') ?? parameterText(operator, 'with_source'),
    span: operator.span,
  });
}

/** `union SecurityEvent*` and a bare wildcard as a source. */
export function planWildcardUnion(pattern: string, span: Span, scope: Scope): PlanNode {
  return unionNode(matchingTables(pattern, span, scope), { kind: 'outer', withSource: undefined, span });
}

/** The tables and the `let` views whose name matches. */
function matchingTables(pattern: string, span: Span, scope: Scope): { name: string; plan: PlanNode }[] {
  const test = wildcardTest(pattern);
  const tables = Array.from(scope.catalog.tables.values()).filter((table) => test(table.name));
  return [
    ...tables.map((table) => ({ name: table.name, plan: planScan(table, span) })),
    ...scope
      .views()
      .filter(test)
      .map((name) => ({ name, plan: planView(name, span, scope) })),
  ];
}

/** The rows of the `let` view `name`. */
export function planView(name: string, span: Span, scope: Scope): PlanNode {
  return planTable({ kind: 'name', name, target: 'function', type: 'unknown', resultName: '', span }, scope);
}

/** The tables that an item of `union` or of `search in (…)` stands for; the name is undefined for what is numbered. */
export function expandSource(node: Expression, scope: Scope, fuzzy: boolean): { name: string | undefined; plan: PlanNode }[] {
  if (node.kind === 'star') return matchingTables('*', node.span, scope);
  if (node.kind === 'wildcard') return matchingTables(node.pattern, node.span, scope);
  try {
    const plan = planTable(node, scope);
    return [{ name: sourceName(node, scope) ?? (isNamed(node) ? nameOfRows(plan) : undefined), plan }];
  } catch (error) {
    // `isfuzzy` skips what cannot be resolved.
    if (fuzzy && error instanceof QueryError && error.code === 'syntax') return [];
    throw error;
  }
}

/** What `withsource` says of a table or view; undefined for anything else, which is numbered (kql-semantics 111). */
function sourceName(node: Expression, scope: Scope): string | undefined {
  if (node.kind !== 'name') return undefined;
  const binding = scope.variable(node.name);
  return binding === undefined || (binding.kind === 'function' && binding.isView) ? node.name : undefined;
}

/** Whether the rows were given a name: `… | as Name`. */
function isNamed(node: Expression): boolean {
  return node.kind === 'pipe' && node.operator.kind === 'as';
}

function flagOf(operator: Operator, name: string): boolean {
  const value = parameterValue(operator, name);
  return value?.kind === 'literal' && value.literal.type === 'bool'
    ? value.literal.value === true
    : parameterText(operator, name)?.toLowerCase() === 'true';
}

interface UnionOptions {
  readonly kind: string;
  readonly withSource: string | undefined;
  readonly span: Span;
}

export function unionNode(inputs: readonly { name: string; plan: PlanNode }[], options: UnionOptions): PlanNode {
  const plans = inputs.map((input) => input.plan);
  if (plans.length === 1 && options.withSource === undefined) return plans[0];
  const matched = options.kind === 'inner' ? commonColumns(plans) : allColumns(plans);
  if (options.kind === 'inner' && matched.columns.length === 0)
    throw unsupported('`union kind=inner` of tables without a common column', options.span);
  const taken = new Set(matched.columns.map((column) => column.name));
  if (options.withSource !== undefined && taken.has(options.withSource))
    throw unsupported(`\`withsource\` with the name of a column, \`${options.withSource}\`,`, options.span);
  const source = options.withSource === undefined ? undefined : { name: options.withSource, type: 'string' as const };
  return {
    op: 'union',
    inputs: plans,
    sources: matched.sources,
    sourceNames: source && inputs.map((input) => input.name),
    columns: source ? [source, ...matched.columns] : matched.columns,
    serialized: false,
    span: options.span,
  };
}

interface Matched {
  readonly columns: ColumnSchema[];
  readonly sources: (string | undefined)[][];
}

/** Every (name, type) once, in the order of occurrence; a name of several types becomes `name_type`. */
function allColumns(plans: readonly PlanNode[]): Matched {
  const typesOfName = new Map<string, Set<string>>();
  for (const plan of plans)
    for (const { name, type } of plan.columns) typesOfName.set(name, (typesOfName.get(name) ?? new Set()).add(type));
  const taken = new Set(Array.from(typesOfName).flatMap(([name, types]) => (types.size === 1 ? [name] : [])));
  const position = new Map<string, number>();
  const matched: Matched = { columns: [], sources: [] };
  plans.forEach((plan, input) => {
    for (const { name, type } of plan.columns) {
      const key = `${type} ${name}`;
      let at = position.get(key);
      if (at === undefined) {
        at = matched.columns.length;
        position.set(key, at);
        const conflicting = (typesOfName.get(name)?.size ?? 0) > 1;
        const result = conflicting ? uniqueName(`${name}_${type}`, taken) : name;
        taken.add(result);
        matched.columns.push({ name: result, type });
        matched.sources.push(new Array(plans.length).fill(undefined));
      }
      matched.sources[at][input] = name;
    }
  });
  return matched;
}

function commonColumns(plans: readonly PlanNode[]): Matched {
  const columns = plans[0].columns.filter((column) =>
    plans.every((plan) => plan.columns.some((other) => other.name === column.name && other.type === column.type)),
  );
  return { columns, sources: columns.map((column) => plans.map(() => column.name)) };
}

export function executeUnion(node: UnionNode, run: Execution): Table {
  const tables = node.inputs.map((input) => run.table(input));
  const rowCount = tables.reduce((sum, table) => sum + table.rowCount, 0);
  run.guard.checkRows(rowCount, 'union', node.span);
  const shift = node.sourceNames ? 1 : 0;
  const columns = node.sources.map((names, position) => unionColumn(tables, names, node.columns[position + shift].type, rowCount));
  if (node.sourceNames) {
    const names = node.sourceNames;
    columns.unshift(
      deferColumn('string', rowCount, () =>
        concatColumns(
          tables.map((table, input) => new ConstantColumn('string', names[input], table.rowCount)),
          'string',
        ),
      ),
    );
  }
  return new Table(node.columns, columns, rowCount, { kind: 'concat', inputs: tables });
}

function unionColumn(
  tables: readonly Table[],
  names: readonly (string | undefined)[],
  type: ColumnSchema['type'],
  rowCount: number,
): Column {
  const part = (table: Table, input: number): Column => {
    const name = names[input];
    return name === undefined ? new ConstantColumn(type, missingValue(type), table.rowCount) : table.needColumn(name);
  };
  return deferColumn(type, rowCount, () => concatColumns(tables.map(part), type));
}
