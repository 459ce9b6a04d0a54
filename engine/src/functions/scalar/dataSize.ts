/** `estimate_data_size`: the bytes of the values of a row, for the types of which the size is known. */
import type { KqlType } from '@rulesmith/kql';
import { unsupported } from '../../queryError.ts';
import type { Value } from '../../values/value.ts';
import type { ScalarFunction } from '../scalarFunction.ts';
import { utf8 } from './encoding.ts';

/** Types whose documentation gives their width. Of a dynamic value only Kusto knows how large it is inside. */
const widths: Readonly<Partial<Record<KqlType, number>>> = { int: 4, long: 8, real: 8, datetime: 8, timespan: 8, guid: 16 };

function sizeOf(value: Value, type: KqlType): number {
  return type === 'string' ? utf8(value as string).length : (widths[type] ?? 0);
}

export const dataSizes: readonly ScalarFunction[] = [
  {
    name: 'estimate_data_size',
    overloads: [
      {
        parameters: [],
        rest: 'any',
        returns: 'long',
        nulls: 'kernel',
        kernel: () => null,
        bind: (_constants, types) => {
          const unknown = types.find((type) => type !== 'string' && widths[type] === undefined);
          if (unknown !== undefined) throw unsupported(`\`estimate_data_size\` of a ${unknown}`);
          return (...values: Value[]) => values.reduce<number>((size, value, position) => size + sizeOf(value, types[position]), 0);
        },
      },
    ],
  },
];
