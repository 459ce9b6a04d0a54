/** Who was active in which period. */
import type { Execution } from '../../execute.ts';
import { unsupported } from '../../queryError.ts';
import type { ActivityEvent } from './events.ts';
import type { Periods } from './periods.ts';

export interface PeriodActivity {
  /** The number of events. */
  count: number;
  readonly ids: Set<number>;
}

/** By period, from that of the start to the last one that is asked for. */
export function activityByPeriod(events: readonly ActivityEvent[], periods: Periods, last: number, run: Execution): PeriodActivity[] {
  run.guard.checkRows(last + 1, 'evaluate');
  const found = Array.from({ length: last + 1 }, (): PeriodActivity => ({ count: 0, ids: new Set() }));
  events.forEach(({ time, id }, position) => {
    if ((position & 0xfff) === 0) run.guard.checkpoint();
    const period = found[periods.indexOf(time)];
    period.count++;
    period.ids.add(id);
  });
  return found;
}

/** Whether a period without activity has a row, and what the next one is compared with, is not documented. */
export function requireActive(active: readonly PeriodActivity[], plugin: string): void {
  if (active.some(({ count }) => count === 0)) throw unsupported(`\`${plugin}\` where a period from start to end has no rows`);
}

/** How many of `ids` are in `others`. */
export function countCommon(ids: ReadonlySet<number>, others: ReadonlySet<number>): number {
  let common = 0;
  for (const id of ids) if (others.has(id)) common++;
  return common;
}
