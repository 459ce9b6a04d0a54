import type { Cell } from '@rulesmith/protocol';

/** `1,234` */
export function formatCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** `1 row`, `1,234 rows` */
export function countOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `850 ms`, `3.2 s` */
export function formatDuration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** `48 MB` */
export function formatBytes(bytes: number): string {
  return `${Math.round(bytes / 1e6).toLocaleString('en-US')} MB`;
}

/** `2024-05-01 12:00:00 UTC` for an ISO instant; anything else is left as it is. */
export function formatInstant(iso: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2}(?:\.\d+)?)Z$/.exec(iso);
  return match ? `${match[1]} ${match[2]} UTC` : iso;
}

/** What a cell shows and what copying it gives: the exact value; null is empty when copied. */
export function cellText(cell: Cell): string {
  return cell === null ? '' : String(cell);
}

const maxShownCharacters = 300;

/** The start of a cell's text on one line: line breaks and tabs as visible signs. The detail view has the rest. */
export function shownCellText(cell: Cell): string {
  const text = cellText(cell);
  const start = text.length > maxShownCharacters ? `${text.slice(0, maxShownCharacters)}…` : text;
  return start.replace(/\r?\n/g, '↵').replace(/\t/g, '⇥');
}
