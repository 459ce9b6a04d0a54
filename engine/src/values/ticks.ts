/** Datetimes as ticks of 100 ns since 0001-01-01, the form in which they cross the border of the engine. */
import { formatInstant, instantOfTicks, ticksOfInstant } from './instant.ts';
import { parseInstant } from './parseInstant.ts';

/** `2024-05-01T12:00:00.1234567Z`, the fraction only where it is not zero. Throws outside the years 1 to 9999. */
export function formatInstantTicks(ticks: bigint): string {
  const instant = instantOfTicks(ticks);
  if (instant === null) throw new RangeError(`${ticks} ticks are outside the years 1 to 9999`);
  return formatInstant(instant);
}

/** Ticks since 0001-01-01 of an ISO datetime or another form that `todatetime` takes; undefined where the text is none. */
export function parseInstantTicks(text: string): bigint | undefined {
  const instant = parseInstant(text);
  return instant === null ? undefined : ticksOfInstant(instant);
}
