/** Functions that look at the rows around (kql-semantics 147-151). The input is serialized, which the planner checks. */

import type { KqlType } from '@rulesmith/kql';
import { ColumnBuilder } from '../../table/builder.ts';
import { type Column, missingValue } from '../../table/column.ts';
import { addLong, type Long, subtractLong } from '../../values/long.ts';
import type { Value } from '../../values/value.ts';
import type { KernelContext, ScalarFunction } from '../scalarFunction.ts';

/** `prev` and `next`: the value `offset` rows away, the default beyond the ends. */
function neighbour(name: string, sign: 1 | -1): ScalarFunction {
  return {
    name,
    overloads: [
      {
        parameters: ['any', 'long', 'any'],
        optional: 2,
        returns: (types) => types[0],
        positional: true,
        kernel: () => null,
        columns: (args, context, type) => shifted(name, args, context, type, sign),
      },
    ],
  };
}

function constantOf(name: string, column: Column | undefined, fallback: Value): Value {
  if (!column) return fallback;
  const physical = column.force();
  if (physical.kind !== 'constant' && physical.length > 0) throw new Error(`\`${name}\` takes a constant here`);
  return physical.length === 0 ? fallback : physical.get(0);
}

function shifted(name: string, args: readonly Column[], context: KernelContext, type: KqlType, sign: 1 | -1) {
  const values = args[0].force();
  const offset = Number(constantOf(name, args[1], 1));
  if (offset < 1) throw new Error(`\`${name}\` takes an offset of at least 1`);
  const fallback = constantOf(name, args[2], missingValue(type));
  const builder = new ColumnBuilder(type, context.rowCount);
  for (let row = 0; row < context.rowCount; row++) {
    const source = row + sign * offset;
    builder.set(row, source < 0 || source >= context.rowCount ? fallback : values.get(source));
  }
  return builder.finish();
}

const rowNumber: ScalarFunction = {
  name: 'row_number',
  overloads: [
    {
      parameters: ['long', 'bool'],
      optional: 2,
      returns: 'long',
      positional: true,
      kernel: () => null,
      columns: (args, context) => {
        const start = constantOf('row_number', args[0], 1) as Long;
        const restart = args[1]?.force();
        const builder = new ColumnBuilder('long', context.rowCount);
        let number = subtractLong(start, 1);
        for (let row = 0; row < context.rowCount; row++) {
          number = restart?.get(row) === true ? start : addLong(number, 1);
          builder.set(row, number);
        }
        return builder.finish();
      },
    },
  ],
};

const additions = {
  int: (a: Value, b: Value) => ((a as number) + (b as number)) | 0,
  long: (a: Value, b: Value) => addLong(a as Long, b as Long),
  real: (a: Value, b: Value) => (a as number) + (b as number),
  timespan: (a: Value, b: Value) => addLong(a as Long, b as Long),
};

/** Restarts before adding the row (kql-semantics 149). The sum has the type of what it adds, and wraps where that does. */
function cumulativeSum(type: keyof typeof additions) {
  const add = additions[type];
  return {
    parameters: [type, 'bool'] as const,
    optional: 1,
    returns: type,
    positional: true,
    kernel: () => null,
    columns: (args: readonly Column[], context: KernelContext) => {
      const values = args[0].force();
      const restart = args[1]?.force();
      const builder = new ColumnBuilder(type, context.rowCount);
      let sum: Value = 0;
      for (let row = 0; row < context.rowCount; row++) {
        if (restart?.get(row) === true) sum = 0;
        const value = values.get(row);
        if (value !== null) sum = add(sum, value);
        builder.set(row, sum);
      }
      return builder.finish();
    },
  };
}

/** The rank of runs of equal values: dense counts the runs, min gives the number of the run's first row. */
function rowRank(name: string, dense: boolean): ScalarFunction {
  return {
    name,
    overloads: [
      {
        parameters: ['any', 'bool'],
        optional: 1,
        returns: 'long',
        positional: true,
        kernel: () => null,
        columns: (args, context) => {
          const values = args[0].force();
          const restart = args[1]?.force();
          const builder = new ColumnBuilder('long', context.rowCount);
          let rank = 0;
          let position = 0;
          for (let row = 0; row < context.rowCount; row++) {
            const restarts = row === 0 || restart?.get(row) === true;
            position = restarts ? 1 : position + 1;
            if (restarts) rank = 1;
            else if (values.get(row) !== values.get(row - 1)) rank = dense ? rank + 1 : position;
            builder.set(row, rank);
          }
          return builder.finish();
        },
      },
    ],
  };
}

/** The start of the session of each row (kql-semantics 151). */
function windowSession(type: 'datetime' | 'long' | 'timespan', step: 'timespan' | 'long') {
  return {
    parameters: [type, step, step, 'bool'] as const,
    optional: 1,
    returns: type,
    positional: true,
    kernel: () => null,
    columns: (args: readonly Column[], context: KernelContext) => {
      const times = args[0].force();
      const fromFirst = constantOf('row_window_session', args[1], null) as Long;
      const between = constantOf('row_window_session', args[2], null) as Long;
      const restart = args[3]?.force();
      const builder = new ColumnBuilder(type, context.rowCount);
      let start: Long | null = null;
      let previous: Long | null = null;
      for (let row = 0; row < context.rowCount; row++) {
        const time = times.get(row) as Long | null;
        if (time === null) {
          builder.set(row, null);
          continue;
        }
        const isNew =
          start === null ||
          previous === null ||
          restart?.get(row) === true ||
          subtractLong(time, start) >= fromFirst ||
          subtractLong(time, previous) >= between;
        if (isNew) start = time;
        previous = time;
        builder.set(row, start);
      }
      return builder.finish();
    },
  };
}

export const windows: readonly ScalarFunction[] = [
  neighbour('prev', -1),
  neighbour('next', 1),
  rowNumber,
  { name: 'row_cumsum', overloads: [cumulativeSum('int'), cumulativeSum('long'), cumulativeSum('real'), cumulativeSum('timespan')] },
  rowRank('row_rank_dense', true),
  rowRank('row_rank_min', false),
  {
    name: 'row_window_session',
    overloads: [windowSession('datetime', 'timespan'), windowSession('long', 'long'), windowSession('timespan', 'timespan')],
  },
];
