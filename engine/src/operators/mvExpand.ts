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
import { type Column, DictionaryColumn, missingValue, type PhysicalColumn } from '../table/column.ts';
import { selectColumn } from '../table/deferred.ts';
import { deferredSelection } from '../table/selection.ts';
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
  const lists = node.items.map((item) => new ElementLists(evaluate(item.expr, input, run), node.bagsAsArrays));
  const limit = node.limit ? Math.max(0, Number(evaluateConstant(node.limit, run) ?? 0)) : Number.POSITIVE_INFINITY;
  const counts = new Int32Array(input.rowCount);
  for (const list of lists) list.raise(counts, () => run.guard.checkpoint(node.span));
  let total = 0;
  for (let row = 0; row < counts.length; row++) {
    if (counts[row] > limit) counts[row] = limit;
    total += counts[row];
  }
  run.guard.checkRows(total, 'mv-expand', node.span);
  return expandedTable(node, input, { counts, total }, lists);
}

/** How many rows each row of the input becomes, and how many that are in all. */
interface Expansion {
  readonly counts: Int32Array;
  readonly total: number;
}

/** For each row of the result the row of the input it comes from. */
function sourceRows({ counts, total }: Expansion): Int32Array {
  const rows = new Int32Array(total);
  let target = 0;
  for (let row = 0; row < counts.length; row++) for (let left = counts[row]; left > 0; left--) rows[target++] = row;
  return rows;
}

/** For each row of the result which element it has. */
function elementIndexes({ counts, total }: Expansion): number[] {
  const indexes = new Array<number>(total);
  let target = 0;
  for (let row = 0; row < counts.length; row++) for (let index = 0; index < counts[row]; index++) indexes[target++] = index;
  return indexes;
}

/** The lists that a column holds, each taken apart once however many rows have it. */
class ElementLists {
  /** The entry of each row; undefined where each row is an entry of its own. */
  readonly #codes: Int32Array | undefined;
  readonly #entries: PhysicalColumn;
  readonly #bagsAsArrays: boolean;
  /** Where the elements of each entry begin in `#elements`; -1 where the entry was not met yet. */
  readonly #starts: Int32Array;
  readonly #counts: Int32Array;
  /** The first one stands for what a shorter list lacks. */
  readonly #elements: Dynamic[] = [null];

  constructor(column: PhysicalColumn, bagsAsArrays: boolean) {
    this.#bagsAsArrays = bagsAsArrays;
    this.#entries = column.kind === 'dictionary' ? column.values : column;
    this.#codes = column.kind === 'dictionary' ? column.codes : undefined;
    this.#starts = new Int32Array(this.#entries.length).fill(-1);
    this.#counts = new Int32Array(this.#entries.length);
  }

  /** Raises the count of each row to that of its list. */
  raise(counts: Int32Array, checkpoint: () => void): void {
    const codes = this.#codes;
    const starts = this.#starts;
    const own = this.#counts;
    for (let row = 0; row < counts.length; row++) {
      if ((row & 0xfff) === 0) checkpoint();
      const entry = codes ? codes[row] : row;
      if (starts[entry] < 0) this.#open(entry);
      if (own[entry] > counts[row]) counts[row] = own[entry];
    }
  }

  #open(entry: number): void {
    const elements = elementsOf(this.#entries.get(entry) as Dynamic, this.#bagsAsArrays);
    this.#starts[entry] = this.#elements.length;
    this.#counts[entry] = elements.length;
    for (const element of elements) this.#elements.push(element);
  }

  /** The elements of the rows of the result, as a column of the type asked for. */
  column({ counts, total }: Expansion, toType: ScalarType | undefined, span: Span): Column {
    const codes = this.#codes;
    const taken = new Int32Array(total);
    let target = 0;
    for (let row = 0; row < counts.length; row++) {
      const entry = codes ? codes[row] : row;
      const start = this.#starts[entry];
      const own = this.#counts[entry];
      const count = counts[row];
      for (let index = 0; index < count; index++) taken[target++] = index < own ? start + index : 0;
    }
    return new DictionaryColumn(taken, columnOf(toType ?? 'dynamic', convertElements(this.#elements, toType, span)));
  }
}

function expandedTable(node: MvExpandNode, input: Table, expansion: Expansion, lists: readonly ElementLists[]): Table {
  const selection = deferredSelection(expansion.total, () => sourceRows(expansion));
  const columns = node.columns.map((column): Column => {
    const item = node.items.findIndex((each) => each.name === column.name);
    if (item >= 0) return lists[item].column(expansion, node.items[item].toType, node.span);
    if (column.name === node.indexColumn && !input.column(column.name)) return columnOf('long', elementIndexes(expansion));
    return selectColumn(input.needColumn(column.name), selection);
  });
  return new Table(node.columns, columns, expansion.total, { kind: 'select', input, selection });
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
