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

/** Characters without a look of their own that change how the text around them looks: control characters and directions of writing. */
const deceptive = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The start of a cell's text on one line: what would not be seen as visible signs. The detail view has the rest. */
export function shownCellText(cell: Cell): string {
  const text = cellText(cell);
  const start = text.length > maxShownCharacters ? `${text.slice(0, maxShownCharacters)}…` : text;
  return start.replace(/\r?\n/g, '↵').replace(/\t/g, '⇥').replace(deceptive, codePointName);
}

function codePointName(character: string): string {
  return `⟨U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
