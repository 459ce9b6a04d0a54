/** Tables of a seed: nulls, duplicates, Unicode, both ends of every type. */
import { instantText, jsonText, spanText, ticksOfDay } from './text.ts';
import { lastTick, type ReferenceColumn, type ReferenceTable, type Type, ticksPerDay, ticksPerSecond, type Value } from './values.ts';

export const dataColumns: readonly ReferenceColumn[] = [
  { name: 'id', type: 'long' },
  { name: 'i', type: 'int' },
  { name: 'l', type: 'long' },
  { name: 'q', type: 'long' },
  { name: 'r', type: 'real' },
  { name: 'x', type: 'real' },
  { name: 's', type: 'string' },
  { name: 'u', type: 'string' },
  { name: 'b', type: 'bool' },
  { name: 't', type: 'datetime' },
  { name: 'p', type: 'timespan' },
  { name: 'd', type: 'dynamic' },
];

const may = ticksOfDay(2024, 5, 1);

/** Values of a type that queries and tables draw from. */
export const samples: Readonly<Record<Type, readonly Value[]>> = {
  bool: [true, false, null],
  int: [0n, 1n, 2n, 3n, 7n, -5n, 50n, -2147483648n, 2147483647n, null],
  long: [0n, 1n, 2n, -3n, 42n, 9007199254740993n, -9223372036854775808n, 9223372036854775807n, null],
  real: [0, 1.5, -0.25, 1e300, Number.NaN, Infinity, -Infinity, null, 3, 1e-7],
  string: [
    'a',
    'A',
    'alpha',
    'alpha beta',
    'é',
    'É',
    'Straße',
    'STRASSE',
    'x-y',
    '',
    '日本',
    '12',
    ' 7 ',
    'a b a',
    'a_b',
    '😀x',
    '0x1F',
    '{"k":1}',
    '[1,2]',
    'true',
  ],
  datetime: [
    may,
    may - 1n,
    may + 9n * 3600n * ticksPerSecond + 1234567n,
    may + 40n * ticksPerDay,
    ticksOfDay(2020, 2, 29),
    ticksOfDay(2021, 12, 26),
    ticksOfDay(1969, 12, 31) + 23n * 3600n * ticksPerSecond,
    0n,
    lastTick,
    null,
  ],
  timespan: [
    0n,
    ticksPerSecond,
    -ticksPerSecond,
    25n * 3600n * ticksPerSecond + 30n * 60n * ticksPerSecond,
    10n * ticksPerDay + 1n,
    -3n * ticksPerDay - 12_345_678n,
    null,
  ],
  dynamic: [
    [1n, 2n, 'x'],
    [],
    [null, 3n, 1n],
    ['a', 'b', 'a'],
    [[1n], [2n, 3n]],
    null,
    'text',
    1n,
    1.5,
    true,
    new Map<string, Value>([['k', 'v']]),
    new Map<string, Value>([
      ['k', 5n],
      ['n', [1n, null]],
      ['a b', new Map([['k', true]])],
    ]),
    new Map<string, Value>([['n', null]]),
    new Map<string, Value>(),
    9007199254740993n,
  ],
};

const own: Readonly<Record<string, readonly Value[]>> = {
  q: [0n, 1n, 2n, 3n, 5n, 8n, 13n, 20n, null],
  x: [0.5, 1, 1.25, -2.5, 3.75, -0.25, 10, 100, null],
  u: ['u1', 'u2', 'u3', '😀', ''],
};

export function tableOf(random: () => number, rowCount: number): ReferenceTable {
  const rows = Array.from({ length: rowCount }, (_none, index) =>
    dataColumns.map(({ name, type }) => {
      const values = own[name] ?? samples[type];
      return name === 'id' ? BigInt(index) : values[Math.floor(random() * values.length)];
    }),
  );
  return { columns: dataColumns, rows };
}

/** The table as a log of one JSON object a line. */
export function logText({ columns, rows }: ReferenceTable): string {
  const lines = rows.map((row) => `{${columns.map(({ name, type }, index) => `"${name}":${cellText(row[index], type)}`).join()}}`);
  return `${lines.join('\n')}\n`;
}

function cellText(value: Value, type: Type): string {
  if (value === null) return 'null';
  if (type === 'datetime') return `"${instantText(value as bigint)}"`;
  if (type === 'timespan') return `"${spanText(value as bigint)}"`;
  if (type === 'real') return Number.isFinite(value) ? String(value) : `"${Number.isNaN(value) ? 'NaN' : value}"`;
  return jsonText(value);
}
