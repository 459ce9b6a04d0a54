import type { RuleDuration } from './ruleView.ts';

const ticksPerSecond = 10_000_000n;
export const ticksPerMinute: bigint = 60n * ticksPerSecond;
export const ticksPerHour: bigint = 60n * ticksPerMinute;
export const ticksPerDay: bigint = 24n * ticksPerHour;

const ticksPerUnit: Readonly<Record<string, bigint>> = {
  s: ticksPerSecond,
  m: ticksPerMinute,
  h: ticksPerHour,
  d: ticksPerDay,
  w: 7n * ticksPerDay,
};

/** How a duration is written: `1h`, `PT1H`, `01:00:00`, or a bare number, which .NET reads as days. */
export type DurationForm = 'short' | 'iso' | 'timespan' | 'days';

export interface ParsedDuration extends RuleDuration {
  readonly form: DurationForm;
}

/** Reads a duration in any form that some tool for rules accepts; undefined where the text is none of them. */
export function parseDuration(text: string): ParsedDuration | undefined {
  const trimmed = text.trim();
  return shortForm(trimmed) ?? isoForm(trimmed) ?? timespanForm(trimmed);
}

/** `5m`, `1h` or `14d`, the largest unit that holds the duration exactly; seconds are rounded up to a minute. */
export function toShortForm(ticks: bigint): string {
  const unit = ['d', 'h'].find((candidate) => ticks % (ticksPerUnit[candidate] as bigint) === 0n) ?? 'm';
  const size = ticksPerUnit[unit] as bigint;
  return `${(ticks + size - 1n) / size}${unit}`;
}

function shortForm(text: string): ParsedDuration | undefined {
  const match = /^(\d{1,9})([mhd])$/.exec(text);
  const unit = ticksPerUnit[match?.[2] ?? ''];
  return match === null || unit === undefined ? undefined : { text, ticks: BigInt(match[1] as string) * unit, form: 'short' };
}

function isoForm(text: string): ParsedDuration | undefined {
  const match = /^P(?=.)(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?=.)(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/i.exec(text);
  if (match === null) return undefined;
  const units = ['w', 'd', 'h', 'm', 's'];
  const ticks = units.reduce((sum, unit, index) => sum + BigInt(match[index + 1] ?? 0) * (ticksPerUnit[unit] as bigint), 0n);
  return { text, ticks, form: 'iso' };
}

function timespanForm(text: string): ParsedDuration | undefined {
  const days = /^\d{1,8}$/.exec(text);
  if (days !== null)
    return {
      text,
      ticks: BigInt(text) * (ticksPerUnit.d as bigint),
      form: 'days',
    };
  const match = /^(?:(\d{1,8})\.)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,7}))?)?$/.exec(text);
  if (match === null) return undefined;
  const [, d = '0', h = '0', m = '0', s = '0', fraction = ''] = match;
  if (Number(h) > 23 || Number(m) > 59 || Number(s) > 59) return undefined;
  const seconds = BigInt(d) * 86_400n + BigInt(h) * 3600n + BigInt(m) * 60n + BigInt(s);
  return {
    text,
    ticks: seconds * ticksPerSecond + BigInt(fraction.padEnd(7, '0')),
    form: 'timespan',
  };
}
