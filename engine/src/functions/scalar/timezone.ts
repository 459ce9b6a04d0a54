/** Local time of the zones in the IANA database (kql-semantics 58). */

import { unsupported } from '../../queryError.ts';
import { type Instant, inRange, instantOfMilliseconds, ticksPerMillisecond } from '../../values/instant.ts';
import { addLong, moduloLong, subtractLong } from '../../values/long.ts';
import { type ScalarFunction, scalar } from '../scalarFunction.ts';
import { timezoneNames } from './timezoneNames.ts';

/** The difference of the zone's local time from UTC, in ticks, at a time in milliseconds since 1970. */
type Offset = (utcMilliseconds: number) => number;

const offsets = new Map<string, Offset>();

/** Throws for a zone that is none. */
function offsetOf(zone: string): Offset {
  let offset = offsets.get(zone);
  if (!offset) {
    offset = zoneOffset(zone);
    offsets.set(zone, offset);
  }
  return offset;
}

function zoneOffset(zone: string): Offset {
  // Numeric offsets are zones for Intl, not for Kusto.
  if (!/^[A-Za-z]/.test(zone)) throw new Error(`\`${zone}\` is not a time zone`);
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    throw new Error(`\`${zone}\` is not a time zone`);
  }
  return (milliseconds) => {
    const parts = new Map(format.formatToParts(milliseconds).map((part) => [part.type, Number(part.value)]));
    const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
    const local = new Date(0);
    local.setUTCFullYear(part('year'), part('month') - 1, part('day'));
    local.setUTCHours(part('hour'), part('minute'), part('second'));
    return (local.getTime() - Math.floor(milliseconds / 1000) * 1000) * ticksPerMillisecond;
  };
}

function millisecondsOf(instant: Instant): number {
  const rest = moduloLong(instant, ticksPerMillisecond) as number;
  return Number(subtractLong(instant, rest)) / ticksPerMillisecond - origin;
}

/** Milliseconds from 1970 to the instant 0. */
const origin = Number(instantOfMilliseconds(0)) / ticksPerMillisecond;

function utcToLocal(instant: Instant, zone: string): Instant | null {
  return inRange(addLong(instant, offsetOf(zone)(millisecondsOf(instant))));
}

/** Which instant a local time means that the clock shows twice, or skips, is not documented. */
function localToUtc(instant: Instant, zone: string): Instant | null {
  const offset = offsetOf(zone);
  const local = millisecondsOf(instant);
  const day = 86_400_000;
  const candidates = [...new Set([offset(local - day), offset(local + day)])];
  const fits = candidates.filter((each) => offset(local - each / ticksPerMillisecond) === each);
  if (fits.length !== 1) throw unsupported(`\`datetime_local_to_utc\` of the hour in which the clocks of \`${zone}\` change`);
  return inRange(subtractLong(instant, fits[0]));
}

export const timezones: readonly ScalarFunction[] = [
  scalar('datetime_list_timezones', { parameters: [], returns: 'dynamic', kernel: timezoneNames }),
  scalar('datetime_utc_to_local', { parameters: ['datetime', 'string'], returns: 'datetime', kernel: utcToLocal }),
  scalar('datetime_local_to_utc', { parameters: ['datetime', 'string'], returns: 'datetime', kernel: localToUtc }),
];
