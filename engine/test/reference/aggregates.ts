/** Aggregates: of the rows of a group, each as the values of the arguments. */

import { constants } from './signatures/shapes.ts';
import type { AggregateFunction, Parameter } from './tree.ts';
import { compareValues, keyOf, type Type, toDynamic, type Value, wrapLong } from './values.ts';

type Rows = readonly (readonly Value[])[];

/** The values of the first argument, without nulls. */
function present(rows: Rows): Value[] {
  return rows.map(([value]) => value).filter((value) => value !== null);
}

/** Only the rows whose last argument holds. */
function matching(rows: Rows): Rows {
  return rows.filter((row) => row.at(-1) === true);
}

function total(values: readonly Value[]): bigint {
  return wrapLong(values.reduce<bigint>((sum, value) => sum + (value as bigint), 0n));
}

function totalReal(values: readonly Value[]): number {
  return values.reduce<number>((sum, value) => sum + Number(value), 0);
}

function extreme(values: readonly Value[], sign: number): Value {
  if (values.length === 0) return null;
  if (values.some(Number.isNaN)) return Number.NaN;
  return values.reduce((best, value) => (compareValues(value, best) * sign > 0 ? value : best));
}

function uniqueCount(values: readonly Value[]): Value {
  return BigInt(new Set(values.map(keyOf)).size);
}

function list(type: Type) {
  return (rows: Rows): Value => present(rows).map((value) => toDynamic(value, type));
}

function set(type: Type) {
  return (rows: Rows): Value => [...new Map(present(rows).map((value) => [keyOf(value), toDynamic(value, type)])).values()];
}

/** The sample's, of a single value none. */
function variance(values: readonly Value[]): number {
  const numbers = values.map(Number);
  if (numbers.length < 2) return 0;
  const mean = totalReal(numbers) / numbers.length;
  return numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (numbers.length - 1);
}

/** The population's. */
function variancep(values: readonly Value[]): number {
  return values.length < 2 ? 0 : (variance(values) * (values.length - 1)) / values.length;
}

/** The value of the nearest rank. */
function percentile(rows: Rows): Value {
  const values = present(rows).sort(compareValues);
  if (values.length === 0) return null;
  const rank = Math.ceil((Number(rows[0][1]) / 100) * values.length);
  return values[Math.max(rank, 1) - 1];
}

function aggregate(
  name: string,
  parameters: readonly Parameter[],
  returns: Type,
  compute: AggregateFunction['compute'],
): AggregateFunction {
  return { name, parameters, returns, compute };
}

function opaque(name: string, parameters: readonly Parameter[], returns: Type, compute: AggregateFunction['compute']): AggregateFunction {
  return { name, parameters, returns, compute, isOpaque: true };
}

function average(values: readonly Value[]): number {
  return values.length === 0 ? Number.NaN : Number(total(values)) / values.length;
}

const ordered = ['int', 'long', 'real', 'datetime', 'timespan'] as const;
const groupable = ['int', 'long', 'string', 'bool', 'datetime', 'timespan'] as const;
const ranks = constants('long', [50n, 1n, 95n, 100n, 25n]);

export const aggregateFunctions: readonly AggregateFunction[] = [
  aggregate('count', [], 'long', (rows) => BigInt(rows.length)),
  aggregate('countif', ['bool'], 'long', (rows) => BigInt(matching(rows).length)),
  ...(['int', 'long'] as const).flatMap((type): AggregateFunction[] => [
    aggregate('sum', [type], 'long', (rows) => total(present(rows))),
    aggregate('sumif', [type, 'bool'], 'long', (rows) => total(present(matching(rows)))),
    opaque('avg', [type], 'real', (rows) => average(present(rows))),
    opaque('avgif', [type, 'bool'], 'real', (rows) => average(present(matching(rows)))),
  ]),
  aggregate('sum', ['timespan'], 'timespan', (rows) => total(present(rows))),
  opaque('variancep', ['tame'], 'real', (rows) => variancep(present(rows))),
  opaque('stdevp', ['tame'], 'real', (rows) => Math.sqrt(variancep(present(rows)))),
  opaque('sum', ['real'], 'real', (rows) => totalReal(present(rows))),
  opaque('avg', ['real'], 'real', (rows) => totalReal(present(rows)) / present(rows).length),
  opaque('stdev', ['tame'], 'real', (rows) => Math.sqrt(variance(present(rows)))),
  opaque('variance', ['tame'], 'real', (rows) => variance(present(rows))),
  opaque('stdevif', ['tame', 'bool'], 'real', (rows) => Math.sqrt(variance(present(matching(rows))))),
  ...ordered.flatMap((type): AggregateFunction[] => [
    aggregate('min', [type], type, (rows) => extreme(present(rows), -1)),
    aggregate('max', [type], type, (rows) => extreme(present(rows), 1)),
    aggregate('minif', [type, 'bool'], type, (rows) => extreme(present(matching(rows)), -1)),
    aggregate('maxif', [type, 'bool'], type, (rows) => extreme(present(matching(rows)), 1)),
  ]),
  ...(['int', 'long', 'datetime', 'timespan', 'tame'] as const).map((type) =>
    aggregate('percentile', [type, ranks], type === 'tame' ? 'real' : type, percentile),
  ),
  ...groupable.flatMap((type): AggregateFunction[] => [
    aggregate('dcount', [type], 'long', (rows) => uniqueCount(present(rows))),
    aggregate('dcountif', [type, 'bool'], 'long', (rows) => uniqueCount(present(matching(rows)))),
    aggregate('count_distinct', [type], 'long', (rows) => uniqueCount(present(rows))),
    opaque('make_list', [type], 'dynamic', list(type)),
    opaque('make_set', [type], 'dynamic', set(type)),
    opaque('make_list_if', [type, 'bool'], 'dynamic', (rows) => list(type)(matching(rows))),
    opaque('make_set_if', [type, 'bool'], 'dynamic', (rows) => set(type)(matching(rows))),
    opaque('make_list_with_nulls', [type], 'dynamic', (rows) => rows.map(([value]) => toDynamic(value, type))),
  ]),
];
