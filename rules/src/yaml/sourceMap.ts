import type { Span } from '@rulesmith/kql';

/**
 * A piece of the source and the piece of the derived text it became. Where the lengths are equal the two correspond character by
 * character; else (an escape, a folded line break) as a whole.
 */
export interface Mapping {
  readonly source: Span;
  readonly generated: Span;
}

/**
 * The map between a YAML scalar as it is written (the source) and its loaded text (the generated text). Mappings are in order in
 * both texts and cover the generated text without gaps; the gaps in the source are indentation, quotes and folded blanks.
 */
export class SourceMap {
  readonly mappings: readonly Mapping[];
  /** The part of the source the scalar takes, its quotes and trailing line breaks included. */
  readonly source: Span;

  constructor(mappings: readonly Mapping[], source: Span) {
    this.mappings = mappings;
    this.source = source;
  }

  /** Where `range` of the generated text stands in the source; as little as holds all of it. */
  toSource(range: Span): Span {
    const start = this.#sourceStart(range.start);
    return {
      start,
      end: range.end > range.start ? Math.max(start, this.#sourceEnd(range.end)) : start,
    };
  }

  /**
   * The offset in the generated text of a place in the source. A place in a gap belongs to what follows it on its line. Undefined
   * outside the scalar.
   */
  toGenerated(sourceOffset: number): number | undefined {
    if (sourceOffset < this.source.start || sourceOffset > this.source.end) return undefined;
    const index = this.#find((mapping) => mapping.source.end >= sourceOffset);
    const mapping = this.mappings[index];
    if (mapping === undefined) return this.mappings.at(-1)?.generated.end ?? 0;
    if (sourceOffset <= mapping.source.start) return mapping.generated.start;
    if (mapping.source.end === sourceOffset) return mapping.generated.end;
    return isExact(mapping) ? mapping.generated.start + sourceOffset - mapping.source.start : mapping.generated.start;
  }

  #sourceStart(offset: number): number {
    const mapping = this.mappings[this.#find((candidate) => candidate.generated.end > offset)];
    if (mapping === undefined) return this.mappings.at(-1)?.source.end ?? this.source.start;
    return isExact(mapping) ? mapping.source.start + Math.max(0, offset - mapping.generated.start) : mapping.source.start;
  }

  #sourceEnd(offset: number): number {
    const mapping = this.mappings[this.#find((candidate) => candidate.generated.end >= offset)] ?? this.mappings.at(-1);
    if (mapping === undefined) return this.source.end;
    return isExact(mapping) ? Math.min(mapping.source.end, mapping.source.start + offset - mapping.generated.start) : mapping.source.end;
  }

  /** The index of the first mapping that satisfies `test`, which must hold for all that follow one it holds for. */
  #find(test: (mapping: Mapping) => boolean): number {
    let low = 0;
    let high = this.mappings.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (test(this.mappings[middle] as Mapping)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

function isExact({ source, generated }: Mapping): boolean {
  return source.end - source.start === generated.end - generated.start;
}
