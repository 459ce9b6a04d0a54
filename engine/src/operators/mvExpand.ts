/** `mv-expand`: a row for each element of an array or bag; several columns go side by side, the shorter filled with null. */
import type { ColumnSchema, ExpandedColumn, KqlType, Operator, ScalarType, Span } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import { evaluate, evaluateConstant } from '../expressions/evaluate.ts';
import { conversion } from '../functions/conversions.ts';
import type { Expr } from '../plan/expr.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import { convertTo, planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid, unsupported } from '../queryError.ts';
import { columnOf } from '../table/builder.ts';
import { type Column, missingValue } from '../table/column.ts';
import { selectColumn } from '../table/deferred.ts';
import { selectionOf } from '../table/selection.ts';
import { Table } from '../table/table.ts';
import type { Dynamic } from '../values/dynamic.ts';
import type { Value } from '../values/value.ts';
import { uniqueName } from './names.ts';
import { parameterText } from './parameters.ts';

export interface ExpandedItem {
  readonly name: string;
  readonly expr: Expr;
  readonly toType: ScalarType | undefined;
}

export interface MvExpandNode extends NodeBase {
  readonly op: 'mv-expand';
  readonly input: PlanNode;
  readonly items: readonly ExpandedItem[];
  readonly limit: Expr | undefined;
  readonly indexColumn: string | undefined;
  /** Bags as `[key, value]` pairs instead of single-key bags. */
  readonly bagsAsArrays: boolean;
}

type ExpandOperator = Extract<Operator, { kind: 'mv-expand' | 'mv-apply' }>;

export function planMvExpand(operator: ExpandOperator, input: PlanNode, scope: Scope): MvExpandNode {
  const row = scope.withRow(input);
  const items = planItems(operator.columns, row, input);
  const indexColumn = parameterText(operator, 'with_itemindex');
  const columns = expandedColumns(input, items, indexColumn);
  const limit = operator.limit && convertTo(planExpression(operator.limit, scope.withRow(undefined)), 'long', operator.limit.span);
  const kind = parameterText(operator, 'kind') ?? parameterText(operator, 'bagexpansion');
  return {
    op: 'mv-expand',
    input,
    items,
    limit: limit ?? legacyLimit(operator),
    indexColumn,
    bagsAsArrays: kind === 'array',
    columns,
    serialized: false,
    span: operator.span,
  };
}

/** The old spelling `mvexpand` stops at 128 rows (kql-semantics 100). */
function legacyLimit(operator: ExpandOperator): Expr | undefined {
  return operator.keyword === 'mvexpand' ? { kind: 'constant', type: 'long', value: 128 } : undefined;
}

function planItems(columns: readonly ExpandedColumn[], row: Scope, input: PlanNode): ExpandedItem[] {
  const taken = new Set<string>(input.columns.map((column) => column.name));
  let unnamed = 0;
  return columns.map(({ value, toType, span }) => {
    const expr = planExpression(value, row);
    if (expr.type !== 'dynamic') throw invalid(`\`mv-expand\` needs a dynamic value, not a ${expr.type}: \`parse_json(…)\``, span);
    const written = value.kind === 'named' ? value.names[0].text : value.kind === 'name' ? value.name : undefined;
    return { name: written ?? uniqueName(value.resultName || `Column${++unnamed}`, taken), expr, toType };
  });
}

/** The input's columns, expanded ones in place, new ones at the end, the index last. */
function expandedColumns(input: PlanNode, items: readonly ExpandedItem[], indexColumn: string | undefined): ColumnSchema[] {
  const typeOf = (item: ExpandedItem): KqlType => item.toType ?? 'dynamic';
  const columns: ColumnSchema[] = input.columns.map((column) => {
    const item = items.find((each) => each.name === column.name);
    return item ? { name: column.name, type: typeOf(item) } : column;
  });
  for (const item of items)
    if (!input.columns.some((column) => column.name === item.name)) columns.push({ name: item.name, type: typeOf(item) });
  if (indexColumn !== undefined) columns.push({ name: indexColumn, type: 'long' });
  return columns;
}

/** The elements that a value stands for: none for an empty array, one null for null. */
export function elementsOf(value: Dynamic, bagsAsArrays: boolean): readonly Dynamic[] {
  if (Array.isArray(value)) return value;
  if (value instanceof Map) return Array.from(value, ([key, item]) => (bagsAsArrays ? [key, item] : new Map([[key, item]])));
  return [value];
}

export function executeMvExpand(node: MvExpandNode, run: Execution): Table {
  const input = run.table(node.input);
  const sources = node.items.map((item) => evaluate(item.expr, input, run));
  const limit = node.limit ? Number(evaluateConstant(node.limit, run) ?? 0) : Number.POSITIVE_INFINITY;
  const rows: number[] = [];
  const indexes: number[] = [];
  const values: Dynamic[][] = node.items.map(() => []);
  for (let row = 0; row < input.rowCount; row++) {
    if ((row & 0xfff) === 0) run.guard.checkpoint(node.span);
    const lists = sources.map((source) => elementsOf(source.get(row) as Dynamic, node.bagsAsArrays));
    const count = Math.min(limit, Math.max(...lists.map((list) => list.length)));
    for (let index = 0; index < count; index++) {
      rows.push(row);
      indexes.push(index);
      for (let item = 0; item < lists.length; item++) values[item].push(lists[item][index] ?? null);
    }
    run.guard.checkRows(rows.length, 'mv-expand', node.span);
  }
  return expandedTable(node, input, rows, indexes, values);
}

function expandedTable(
  node: MvExpandNode,
  input: Table,
  rows: readonly number[],
  indexes: readonly number[],
  values: readonly Dynamic[][],
): Table {
  const selection = selectionOf(Int32Array.from(rows));
  const columns = node.columns.map((column): Column => {
    const item = node.items.findIndex((each) => each.name === column.name);
    if (item >= 0) return columnOf(column.type, convertElements(values[item], node.items[item].toType, node.span));
    if (column.name === node.indexColumn && !input.column(column.name)) return columnOf('long', indexes);
    return selectColumn(input.needColumn(column.name), selection);
  });
  return new Table(node.columns, columns, rows.length, { kind: 'select', input, selection });
}

/**
 * `to typeof(T)`: null where an element cannot be converted. The documentation says that texts are not parsed, which no recorded answer shows:
 * a text that could be parsed is refused.
 */
function convertElements(values: readonly Dynamic[], toType: ScalarType | undefined, span: Span): readonly Value[] {
  if (toType === undefined || toType === 'dynamic') return values;
  const convert = conversion('dynamic', toType);
  return values.map((value) => {
    const converted = value === null ? null : (convert?.(value) ?? null);
    if (typeof value === 'string' && toType !== 'string' && converted !== null)
      throw unsupported(`\`to typeof(${toType})\` of a text that holds a ${toType} (convert it with \`to${toType}()\`)`, span);
    return converted ?? missingValue(toType);
  });
}
