import type { Mapping } from './sourceMap.ts';
import { SourceMap } from './sourceMap.ts';

/** A text derived from a part of a file, with the map between the two. */
export interface MappedText {
  readonly text: string;
  readonly map: SourceMap;
}

/** Collects the pieces of a derived text in order; pieces that continue each other character by character become one mapping. */
export class MappedTextBuilder {
  readonly #pieces: string[] = [];
  readonly #mappings: Mapping[] = [];
  #length = 0;

  /** Adds `text`, which stands at `sourceStart` as it is. */
  copy(text: string, sourceStart: number): void {
    if (text === '') return;
    const last = this.#mappings.at(-1);
    const continues = last !== undefined && last.source.end === sourceStart && isExact(last);
    const generated = {
      start: continues ? last.generated.start : this.#length,
      end: this.#length + text.length,
    };
    const source = {
      start: continues ? last.source.start : sourceStart,
      end: sourceStart + text.length,
    };
    if (continues) this.#mappings.pop();
    this.#push(text, { source, generated });
  }

  /** Adds `text` for the source between `sourceStart` and `sourceEnd` as a whole: an escape, a folded line break. */
  replace(text: string, sourceStart: number, sourceEnd: number): void {
    if (text === '') return;
    const generated = { start: this.#length, end: this.#length + text.length };
    this.#push(text, {
      source: { start: sourceStart, end: sourceEnd },
      generated,
    });
  }

  build(sourceStart: number, sourceEnd: number): MappedText {
    return {
      text: this.#pieces.join(''),
      map: new SourceMap(this.#mappings, {
        start: sourceStart,
        end: sourceEnd,
      }),
    };
  }

  #push(text: string, mapping: Mapping): void {
    this.#pieces.push(text);
    this.#mappings.push(mapping);
    this.#length += text.length;
  }
}

function isExact(mapping: Mapping): boolean {
  return mapping.source.end - mapping.source.start === mapping.generated.end - mapping.generated.start;
}
