/** Half-open range of UTF-16 offsets into one text: the only kind of position below the language server. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function span(start: number, end: number): Span {
  return { start, end };
}

/** Whether `offset` lies in `range`, its end included, so that a cursor behind the last character still touches it. */
export function touches(range: Span, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}
