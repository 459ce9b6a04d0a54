/** A stretch of a log, so that its parts can be read at the same time. */

export interface LogRange {
  /** Where its first record begins. */
  readonly start: number;
  /** Records that begin before this byte belong to it. */
  readonly end: number;
  /** What stands before it that its records depend on: the header of a CSV file, the directives of a W3C log. */
  readonly head: string;
}

/** How far a reader came. */
export interface RangeRead {
  /** Where the next record begins. */
  readonly end: number;
  /** How many lines the range has. */
  readonly lines: number;
  /** What the records behind the range depend on. */
  readonly head: string;
}

export function wholeRange(bytes: Uint8Array): LogRange {
  return { start: 0, end: bytes.length, head: '' };
}
