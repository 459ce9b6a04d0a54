/** The distinct ids of a window that moves on period by period. */
import { unsupported } from '../../queryError.ts';
import type { Slice } from './events.ts';
import type { Periods } from './periods.ts';

export class RollingIds {
  readonly #width: number;
  readonly #periods: ReadonlySet<number>[] = [];
  /** In how many periods of the window each id is. */
  readonly #occurrences = new Map<number, number>();

  /** `width`: how many periods the window has. */
  constructor(width: number) {
    this.#width = width;
  }

  /** Moves the window on by one period, which has these ids. */
  push(ids: ReadonlySet<number>): void {
    this.#periods.push(ids);
    for (const id of ids) this.#occurrences.set(id, (this.#occurrences.get(id) ?? 0) + 1);
    if (this.#periods.length <= this.#width) return;
    for (const id of this.#periods.shift() ?? []) this.#leave(id);
  }

  #leave(id: number): void {
    const left = (this.#occurrences.get(id) ?? 0) - 1;
    if (left > 0) this.#occurrences.set(id, left);
    else this.#occurrences.delete(id);
  }

  /** The distinct ids of the window. */
  get size(): number {
    return this.#occurrences.size;
  }
}

/** Whether rows before the start count for the windows that reach back to them is not documented. */
export function requireNoneBefore({ events }: Slice, periods: Periods, width: number, plugin: string): void {
  const before = events.some(({ time }) => {
    const period = periods.indexOf(time);
    return period < 0 && period + width > 0;
  });
  if (before) throw unsupported(`\`${plugin}\` where the window of the first period has rows before the start`);
}
