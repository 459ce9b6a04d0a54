import { ticksPerDay, ticksPerHour, ticksPerMinute } from '../duration.ts';

/** A duration in ISO 8601: `PT5M`, `PT1H30M`, `P1D`; seconds are dropped. */
export function isoText(ticks: bigint): string {
  const days = ticks / ticksPerDay;
  const hours = (ticks % ticksPerDay) / ticksPerHour;
  const minutes = (ticks % ticksPerHour) / ticksPerMinute;
  const clock = `${hours > 0n ? `${hours}H` : ''}${minutes > 0n || (days === 0n && hours === 0n) ? `${minutes}M` : ''}`;
  return `P${days > 0n ? `${days}D` : ''}${clock === '' ? '' : `T${clock}`}`;
}
