/** How values are written as text, and JSON read. */
import { isBag, isList, isMoment, type Type, ticksPerDay, ticksPerSecond, type Value } from './values.ts';

/** `tostring()` of a value of the type. */
export function textOf(value: Value, type: Type): string {
  if (value === null) return '';
  switch (type) {
    case 'bool':
      return value === true ? 'True' : 'False';
    case 'real':
      return realText(value as number);
    case 'datetime':
      return instantText(value as bigint);
    case 'timespan':
      return spanText(value as bigint);
    case 'dynamic':
      return typeof value === 'string' ? value : isMoment(value) ? textOf(value.ticks, value.type) : jsonText(value);
    default:
      return String(value);
  }
}

/** Compact JSON. */
export function jsonText(value: Value): string {
  if (isList(value)) return `[${value.map(jsonText).join(',')}]`;
  if (isBag(value)) return `{${[...value].map(([name, item]) => `${JSON.stringify(name)}:${jsonText(item)}`).join(',')}}`;
  if (isMoment(value)) return JSON.stringify(textOf(value.ticks, value.type));
  if (typeof value === 'string') return JSON.stringify(value);
  return typeof value === 'number' ? realText(value) : String(value);
}

export function realText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function digits(value: bigint | number, width: number): string {
  return String(value).padStart(width, '0');
}

/** ISO with seven digits of the second, whatever they are. */
export function instantText(ticks: bigint): string {
  const { year, month, day } = calendarOf(ticks);
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}T${clockText(ticks % ticksPerDay)}.${digits(ticks % ticksPerSecond, 7)}Z`;
}

function clockText(ticks: bigint): string {
  const seconds = ticks / ticksPerSecond;
  return `${digits(seconds / 3600n, 2)}:${digits((seconds / 60n) % 60n, 2)}:${digits(seconds % 60n, 2)}`;
}

export function spanText(ticks: bigint): string {
  const size = ticks < 0n ? -ticks : ticks;
  const days = size / ticksPerDay;
  const fraction = size % ticksPerSecond;
  return `${ticks < 0n ? '-' : ''}${days > 0n ? `${days}.` : ''}${clockText(size % ticksPerDay)}${fraction > 0n ? `.${digits(fraction, 7)}` : ''}`;
}

/** Milliseconds of the Unix epoch at the first tick. */
const yearOneMs = -62_135_596_800_000n;

export interface Calendar {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function calendarOf(ticks: bigint): Calendar {
  const date = new Date(Number(ticks / 10_000n + yearOneMs));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The first tick of a day; months beyond 1 to 12 count on into other years. */
export function ticksOfDay(year: number, month: number, day: number): bigint {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return (BigInt(date.getTime()) - yearOneMs) * 10_000n;
}

/** The value of a JSON text, integers as longs and other numbers as reals; undefined where it is no JSON. */
export function readJson(text: string): Value | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const tokens = text.match(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s[\]{},:"]+/g) ?? [];
  let next = 0;
  const read = (): Value => {
    const token = tokens[next++];
    if (token === '[') return readItems(']', read);
    if (token === '{') return new Map(readItems('}', readMember));
    if (token.startsWith('"')) return JSON.parse(token) as string;
    if (token === 'null') return null;
    if (token === 'true' || token === 'false') return token === 'true';
    return /^-?\d+$/.test(token) ? BigInt(token) : Number(token);
  };
  function readMember(): readonly [string, Value] {
    const name = JSON.parse(tokens[next]) as string;
    next += 2;
    return [name, read()];
  }
  function readItems<T>(end: string, readItem: () => T): T[] {
    const items: T[] = [];
    while (tokens[next] !== end) {
      items.push(readItem());
      if (tokens[next] === ',') next++;
    }
    next++;
    return items;
  }
  return read();
}
