/** Functions that look at the rows around: of a table whose order is fixed. */
import { evaluate } from '../evaluate.ts';
import type { Expr, WindowFunction } from '../tree.ts';
import { keyOf, missing, type ReferenceTable, type Type, type Value } from '../values.ts';

interface WindowColumn {
  readonly name: string;
  readonly window: WindowFunction;
}

export function windowType(window: WindowFunction): Type {
  if (!('expr' in window)) return 'long';
  return window.kind === 'row_rank_dense' || window.kind === 'row_rank_min' ? 'long' : window.expr.type;
}

export function interpretSerialize(table: ReferenceTable, added: readonly WindowColumn[]): ReferenceTable {
  const made = added.map(({ window }) => windowValues(table, window));
  return {
    columns: [...table.columns, ...added.map(({ name, window }) => ({ name, type: windowType(window) }))],
    rows: table.rows.map((row, index) => [...row, ...made.map((values) => values[index])]),
  };
}

function valuesOf({ columns, rows }: ReferenceTable, expr: Expr): Value[] {
  return rows.map((row) => evaluate(expr, columns, row));
}

function windowValues(table: ReferenceTable, window: WindowFunction): Value[] {
  switch (window.kind) {
    case 'row_number': {
      const restarts = window.restart ? valuesOf(table, window.restart) : [];
      let number = window.start - 1n;
      return table.rows.map((_row, index) => (number = restarts[index] === true ? window.start : number + 1n));
    }
    case 'prev':
    case 'next':
      return neighbours(table, window);
    case 'row_cumsum':
      return sums(
        valuesOf(table, window.expr),
        window.restart ? valuesOf(table, window.restart) : [],
        window.expr.type === 'int' ? 32 : 64,
      );
    default:
      return ranks(valuesOf(table, window.expr), window.kind);
  }
}

function neighbours(table: ReferenceTable, window: Extract<WindowFunction, { kind: 'prev' | 'next' }>): Value[] {
  const values = valuesOf(table, window.expr);
  const beyond = window.default === undefined ? missing(window.expr.type) : evaluate(window.default, [], []);
  return values.map((_value, index) => {
    const other = window.kind === 'prev' ? index - window.offset : index + window.offset;
    return other >= 0 && other < values.length ? values[other] : beyond;
  });
}

function sums(values: readonly Value[], restarts: readonly Value[], bits: number): Value[] {
  let sum = 0n;
  return values.map((value, index) => (sum = BigInt.asIntN(bits, (restarts[index] === true ? 0n : sum) + ((value ?? 0n) as bigint))));
}

function ranks(values: readonly Value[], kind: 'row_rank_dense' | 'row_rank_min'): Value[] {
  let rank = 0n;
  return values.map((value, index) => {
    if (index === 0 || keyOf(value) !== keyOf(values[index - 1])) rank = kind === 'row_rank_dense' ? rank + 1n : BigInt(index + 1);
    return rank;
  });
}
