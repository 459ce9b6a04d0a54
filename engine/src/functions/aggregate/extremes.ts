/** `min`, `max`, `arg_max`, `take_any` (kql-semantics 15, 23, 122). */
import type { KqlType } from '@rulesmith/kql';
import { trueFlags } from '../../operators/where.ts';
import type { PhysicalColumn } from '../../table/column.ts';
import { selectionOf } from '../../table/selection.ts';
import { compareValues } from '../../values/compare.ts';
import type { Value } from '../../values/value.ts';
import type { AggregateFunction, AggregateOverload, Grouping } from '../aggregateFunction.ts';
import { isNullAt } from './nulls.ts';

const isNaNValue = (value: Value): boolean => typeof value === 'number' && Number.isNaN(value);

/** The row of each group whose value is greatest (smallest with sign -1), -1 where all are null. NaN wins; of equals the first. */
function extremeRows(column: PhysicalColumn, grouping: Grouping, sign: 1 | -1, flags?: Uint8Array): Int32Array {
  const numbers = plainNumbers(column);
  if (numbers && !flags) return extremeNumbers(numbers, grouping, sign);
  const rows = new Int32Array(grouping.groupCount).fill(-1);
  const compare = compareValues(column.type);
  const isNull = isNullAt(column);
  for (let row = 0; row < grouping.rowCount; row++) {
    if (isNull?.(row) || flags?.[row] === 0) continue;
    const group = grouping.groupOf[row];
    const best = rows[group];
    if (best < 0) rows[group] = row;
    else if (!isNaNValue(column.get(best))) {
      const value = column.get(row);
      if (isNaNValue(value) || sign * compare(value, column.get(best)) > 0) rows[group] = row;
    }
  }
  return rows;
}

/** The numbers of a column without nulls, of a type that has no NaN; undefined for any other. */
function plainNumbers(column: PhysicalColumn): Float64Array | Int32Array | undefined {
  if (column.kind !== 'flat' || column.nulls || column.type === 'real') return undefined;
  return column.data instanceof Float64Array || column.data instanceof Int32Array ? column.data : undefined;
}

function extremeNumbers(numbers: Float64Array | Int32Array, { groupOf, groupCount, rowCount }: Grouping, sign: 1 | -1): Int32Array {
  const rows = new Int32Array(groupCount).fill(-1);
  const best = new Float64Array(groupCount).fill(Number.NEGATIVE_INFINITY);
  for (let row = 0; row < rowCount; row++) {
    const value = sign * numbers[row];
    const group = groupOf[row];
    if (value <= best[group]) continue;
    best[group] = value;
    rows[group] = row;
  }
  return rows;
}

const extremeTypes: readonly KqlType[] = ['bool', 'int', 'long', 'real', 'decimal', 'datetime', 'timespan', 'string', 'guid'];

function extreme(name: string, sign: 1 | -1, conditional: boolean): AggregateFunction {
  return {
    name,
    overloads: extremeTypes.map(
      (type): AggregateOverload => ({
        parameters: conditional ? [type, 'bool'] : [type],
        returns: type,
        compute: ([column, condition], grouping) =>
          column.select(selectionOf(extremeRows(column, grouping, sign, condition && trueFlags(condition)), true)),
      }),
    ),
  };
}

/** The second argument in the row where the first is extreme; where all are null, in the first row of the group. */
function pick(name: string, sign: 1 | -1): AggregateFunction {
  return {
    name,
    overloads: [
      {
        parameters: ['any', 'any'],
        returns: (types) => types[1],
        compute: ([by, value], grouping) => {
          const rows = extremeRows(by, grouping, sign);
          const first = firstRows(grouping);
          for (let group = 0; group < rows.length; group++) if (rows[group] < 0) rows[group] = first[group];
          return value.select(selectionOf(rows, true));
        },
      },
    ],
  };
}

function firstRows({ groupOf, groupCount, rowCount }: Grouping): Int32Array {
  const rows = new Int32Array(groupCount).fill(-1);
  for (let row = rowCount - 1; row >= 0; row--) rows[groupOf[row]] = row;
  return rows;
}

/** Any value of the group, one that is neither null nor empty where there is one: ours is the first. */
function anyRows(column: PhysicalColumn, grouping: Grouping, flags?: Uint8Array): Int32Array {
  const rows = new Int32Array(grouping.groupCount).fill(-1);
  const isMissing = isMissingAt(column);
  for (let row = grouping.rowCount - 1; row >= 0; row--) {
    if (flags?.[row] === 0 || isMissing?.(row)) continue;
    rows[grouping.groupOf[row]] = row;
  }
  return rows;
}

/** A test whether a row of the column is null, or an empty text; undefined where none is. */
function isMissingAt(column: PhysicalColumn): ((row: number) => boolean) | undefined {
  if (column.type !== 'string') return isNullAt(column);
  if (column.kind !== 'dictionary') return (row) => column.get(row) === '';
  const { codes, values } = column;
  const isEmpty = Array.from({ length: values.length }, (_, code) => values.get(code) === '');
  return isEmpty.includes(true) ? (row) => isEmpty[codes[row]] : undefined;
}

export const extremes: readonly AggregateFunction[] = [
  extreme('max', 1, false),
  extreme('min', -1, false),
  extreme('maxif', 1, true),
  extreme('minif', -1, true),
  pick('$pick_max', 1),
  pick('$pick_min', -1),
  {
    name: '$take_any',
    overloads: [
      {
        parameters: ['any'],
        returns: (types) => types[0],
        compute: ([column], grouping) => column.select(selectionOf(anyRows(column, grouping), true)),
      },
    ],
  },
  {
    // Several values are taken from one row, whatever is null in it.
    name: '$take_row',
    overloads: [
      {
        parameters: ['any'],
        returns: (types) => types[0],
        compute: ([column], grouping) => column.select(selectionOf(firstRows(grouping), true)),
      },
    ],
  },
  {
    name: 'take_anyif',
    aliases: ['anyif'],
    overloads: [
      {
        parameters: ['any', 'bool'],
        returns: (types) => types[0],
        compute: ([column, condition], grouping) => column.select(selectionOf(anyRows(column, grouping, trueFlags(condition)), true)),
      },
    ],
  },
];
