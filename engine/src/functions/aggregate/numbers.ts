/** Sums, averages, variances (kql-semantics 15, 19, 23, 36). */
import type { KqlType } from '@rulesmith/kql';
import { trueFlags } from '../../operators/where.ts';
import { unsupported } from '../../queryError.ts';
import { ColumnBuilder } from '../../table/builder.ts';
import { FlatColumn, type PhysicalColumn } from '../../table/column.ts';
import { Decimal, type DecimalValue } from '../../values/decimal.ts';
import { addLong, divideLong, type Long, toLong } from '../../values/long.ts';
import type { Value } from '../../values/value.ts';
import { type AggregateFunction, type AggregateOverload, aggregate, type Grouping } from '../aggregateFunction.ts';
import { isNullAt } from './nulls.ts';

type Add = (a: Value, b: Value) => Value;

const adders: Partial<Record<KqlType, Add>> = {
  real: (a, b) => (a as number) + (b as number),
  decimal: (a, b) => Decimal.add(a as DecimalValue, b as DecimalValue),
};
const addLongs: Add = (a, b) => addLong(a as Long, b as Long);

interface Sums {
  readonly sums: Value[];
  readonly counts: Float64Array;
}

/** Whether no sum of whole numbers in `data` can leave the safe integers. */
function staysSafe(data: Float64Array): boolean {
  let largest = 0;
  for (let row = 0; row < data.length; row++) {
    const size = Math.abs(data[row]);
    if (size > largest) largest = size;
  }
  return largest * data.length <= Number.MAX_SAFE_INTEGER;
}

function plainSums(data: Float64Array, nulls: Uint8Array | undefined, grouping: Grouping, flags: Uint8Array | undefined): Sums {
  const { groupOf, groupCount, rowCount } = grouping;
  const totals = new Float64Array(groupCount);
  const counts = new Float64Array(groupCount);
  for (let row = 0; row < rowCount; row++) {
    if ((row & 0xffff) === 0) grouping.checkpoint();
    if ((nulls !== undefined && nulls[row] === 1) || (flags !== undefined && flags[row] === 0)) continue;
    const group = groupOf[row];
    totals[group] += data[row];
    counts[group]++;
  }
  return { sums: Array.from(totals), counts };
}

/** Sum and number of the rows of each group that are not null and, where given, flagged. */
function sums(column: PhysicalColumn, grouping: Grouping, type: KqlType, flags?: Uint8Array): Sums {
  const plain = column.kind === 'flat' && column.data instanceof Float64Array ? column.data : undefined;
  if (plain && (type === 'real' || staysSafe(plain))) return plainSums(plain, (column as FlatColumn).nulls, grouping, flags);
  const add = adders[type] ?? addLongs;
  const zero: Value = type === 'decimal' ? new Decimal(0) : 0;
  const result = new Array<Value>(grouping.groupCount).fill(zero);
  const counts = new Float64Array(grouping.groupCount);
  const isNull = isNullAt(column);
  for (let row = 0; row < grouping.rowCount; row++) {
    if ((row & 0xffff) === 0) grouping.checkpoint();
    if (isNull?.(row) || flags?.[row] === 0) continue;
    const group = grouping.groupOf[row];
    result[group] = add(result[group], column.get(row));
    counts[group]++;
  }
  return { sums: result, counts };
}

const sumTypes: readonly KqlType[] = ['long', 'real', 'decimal', 'timespan'];

function built(type: KqlType, values: readonly Value[]): FlatColumn {
  const builder = new ColumnBuilder(type, values.length);
  for (let group = 0; group < values.length; group++) builder.set(group, values[group]);
  return builder.finish();
}

function sum(name: string, conditional: boolean): AggregateFunction {
  const overloads = sumTypes.map(
    (type): AggregateOverload => ({
      parameters: conditional ? [type, 'bool'] : [type],
      returns: type,
      compute: ([column, condition], grouping) => built(type, sums(column, grouping, type, condition && trueFlags(condition)).sums),
    }),
  );
  return { name, overloads };
}

function average(type: KqlType, total: Value, count: number): Value {
  if (type === 'timespan') return count === 0 ? null : divideLong(total as Long, count);
  if (type === 'decimal') return count === 0 ? null : (total as DecimalValue).div(count);
  return Number(total) / count;
}

function avg(name: string, conditional: boolean): AggregateFunction {
  const overloads = [...sumTypes, 'datetime' as const].map(
    (type): AggregateOverload => ({
      parameters: conditional ? [type, 'bool'] : [type],
      returns: type === 'long' ? 'real' : type,
      compute: ([column, condition], grouping) => {
        const { sums: totals, counts } =
          type === 'datetime' ? datetimeSums(column, grouping, condition) : sums(column, grouping, type, condition && trueFlags(condition));
        return built(
          type === 'long' ? 'real' : type,
          totals.map((total, group) => average(type === 'datetime' ? 'timespan' : type, total, counts[group])),
        );
      },
    }),
  );
  return { name, overloads };
}

function datetimeSums(column: PhysicalColumn, grouping: Grouping, condition: PhysicalColumn | undefined) {
  return sums(column, grouping, 'timespan', condition && trueFlags(condition));
}

interface Moments {
  readonly count: Float64Array;
  readonly mean: Float64Array;
  /** Sum of the squared distances from the mean. */
  readonly squares: Float64Array;
}

/** By Welford's method, which does not lose digits to cancellation. */
function moments(column: PhysicalColumn, grouping: Grouping, flags?: Uint8Array): Moments {
  const count = new Float64Array(grouping.groupCount);
  const mean = new Float64Array(grouping.groupCount);
  const squares = new Float64Array(grouping.groupCount);
  const isNull = isNullAt(column);
  for (let row = 0; row < grouping.rowCount; row++) {
    if (isNull?.(row) || flags?.[row] === 0) continue;
    const group = grouping.groupOf[row];
    const value = Number(column.get(row));
    const distance = value - mean[group];
    count[group]++;
    mean[group] += distance / count[group];
    squares[group] += distance * (value - mean[group]);
  }
  return { count, mean, squares };
}

function spread(name: string, sample: boolean, root: boolean, conditional: boolean): AggregateFunction {
  return aggregate(name, {
    parameters: conditional ? ['real', 'bool'] : ['real'],
    returns: 'real',
    compute: ([column, condition], grouping) => {
      const { count, squares } = moments(column, grouping, condition && trueFlags(condition));
      const values = Float64Array.from(squares, (square, group) => {
        const divisor = sample ? count[group] - 1 : count[group];
        const variance = divisor > 0 ? square / divisor : 0;
        return root ? Math.sqrt(variance) : variance;
      });
      return new FlatColumn('real', values);
    },
  });
}

/** Over the rows in which neither value is null; what fewer than two of them give is not documented. */
function covariance(name: string, sample: boolean, conditional: boolean): AggregateFunction {
  return aggregate(name, {
    parameters: conditional ? ['real', 'real', 'bool'] : ['real', 'real'],
    returns: 'real',
    compute: ([x, y, condition], grouping) => {
      const flags = condition && trueFlags(condition);
      const sums = Array.from({ length: grouping.groupCount }, () => ({ count: 0, meanX: 0, meanY: 0, products: 0 }));
      const [noX, noY] = [isNullAt(x), isNullAt(y)];
      for (let row = 0; row < grouping.rowCount; row++) {
        if (noX?.(row) || noY?.(row) || flags?.[row] === 0) continue;
        const sum = sums[grouping.groupOf[row]];
        const distance = Number(x.get(row)) - sum.meanX;
        sum.meanX += distance / ++sum.count;
        sum.meanY += (Number(y.get(row)) - sum.meanY) / sum.count;
        sum.products += distance * (Number(y.get(row)) - sum.meanY);
      }
      if (sums.some((sum) => sum.count < 2)) throw unsupported(`\`${name}\` of fewer than two rows`);
      return new FlatColumn(
        'real',
        Float64Array.from(sums, (sum) => sum.products / (sample ? sum.count - 1 : sum.count)),
      );
    },
  });
}

/** Nulls are left out. What a group without values gives is not documented. */
function bitwise(name: string, neutral: bigint, combine: (a: bigint, b: bigint) => bigint): AggregateFunction {
  return aggregate(name, {
    parameters: ['long'],
    returns: 'long',
    compute: ([column], grouping) => {
      const results = new Array<bigint>(grouping.groupCount).fill(neutral);
      const seen = new Uint8Array(grouping.groupCount);
      const isNull = isNullAt(column);
      for (let row = 0; row < grouping.rowCount; row++) {
        if (isNull?.(row)) continue;
        const group = grouping.groupOf[row];
        results[group] = combine(results[group], BigInt(column.get(row) as Long));
        seen[group] = 1;
      }
      if (seen.includes(0)) throw unsupported(`\`${name}\` of no values`);
      return built('long', results.map(toLong));
    },
  });
}

export const numbers: readonly AggregateFunction[] = [
  sum('sum', false),
  sum('sumif', true),
  avg('avg', false),
  avg('avgif', true),
  spread('stdev', true, true, false),
  spread('stdevif', true, true, true),
  spread('stdevp', false, true, false),
  spread('variance', true, false, false),
  spread('varianceif', true, false, true),
  spread('variancep', false, false, false),
  spread('variancepif', false, false, true),
  covariance('covariance', true, false),
  covariance('covarianceif', true, true),
  covariance('covariancep', false, false),
  covariance('covariancepif', false, true),
  bitwise('binary_all_and', -1n, (a, b) => a & b),
  bitwise('binary_all_or', 0n, (a, b) => a | b),
  bitwise('binary_all_xor', 0n, (a, b) => a ^ b),
];
