import type { Span } from '@rulesmith/kql';
import type { SourceMap } from '../yaml/sourceMap.ts';
import type { ScalarStyle, YamlEntry, YamlScalar } from '../yaml/yamlTree.ts';
import { fillPlaceholders, type Placeholder } from './placeholders.ts';

/** The KQL inside a YAML scalar, with the way back to the file. */
export class EmbeddedKql {
  /** The key whose value it is: `query`, `FunctionQuery` or `ParserQuery`. */
  readonly key: string;
  readonly keySpan: Span;
  readonly style: ScalarStyle;
  /** The text as Sentinel sees it. */
  readonly text: string;
  /** The text to parse: the prelude, then the same text with placeholders filled in. */
  readonly kql: string;
  /** Where the placeholders stand in `kql`. */
  readonly placeholders: readonly Placeholder[];
  readonly map: SourceMap;
  readonly #file: string;
  readonly #prelude: number;

  /** `file` is the text of the file that `entry` is of; `prelude` declares in KQL what the query may use besides. */
  constructor(entry: YamlEntry & { readonly value: YamlScalar }, file: string, prelude = '') {
    const content = entry.value.content();
    const filled = fillPlaceholders(content.text, prelude.length);
    this.#prelude = prelude.length;
    this.key = entry.key;
    this.keySpan = entry.keySpan;
    this.style = entry.value.style;
    this.text = content.text;
    this.kql = prelude + filled.text;
    this.placeholders = filled.placeholders;
    this.map = content.map;
    this.#file = file;
  }

  /** Whether a range of `kql` stands in the file as it is: not in the prelude, nor in what a placeholder was replaced by. */
  isWritten(range: Span): boolean {
    const isFilled = this.placeholders.some(({ span }) => span.start < range.end && range.start < span.end);
    return range.start >= this.#prelude && !isFilled;
  }

  /** The place in the file of a range of `kql`. */
  toSource(range: Span): Span {
    return this.map.toSource({
      start: Math.max(0, range.start - this.#prelude),
      end: Math.max(0, range.end - this.#prelude),
    });
  }

  /** The offset in `kql` of a cursor in the file; undefined where the cursor is not in the query. */
  toGenerated(sourceOffset: number): number | undefined {
    if ((this.style === 'literal' || this.style === 'folded') && this.#isLeftOfBlock(sourceOffset)) return undefined;
    if (this.style.endsWith('quoted') && (sourceOffset === this.map.source.start || this.#isBehindQuote(sourceOffset))) return undefined;
    const offset = this.map.toGenerated(sourceOffset);
    return offset === undefined ? undefined : offset + this.#prelude;
  }

  /**
   * `text`, which is to be inserted into the KQL, as it must be written in the file. Line breaks of a block scalar get its
   * indentation, but for empty lines; where a line break cannot be written it becomes a blank.
   */
  encode(text: string): string {
    switch (this.style) {
      case 'literal':
        return text.replaceAll(/\n(?!\n)/g, `\n${' '.repeat(this.indent)}`);
      case 'folded':
        return text.replaceAll('\n', `\n\n${' '.repeat(this.indent)}`);
      case 'single-quoted':
        return text.replaceAll("'", "''").replaceAll('\n', ' ');
      case 'double-quoted':
        return text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
      case 'plain':
        return text.replaceAll('\n', ' ');
    }
  }

  /** The number of blanks in front of each line of a block scalar; 0 for the other styles. */
  get indent(): number {
    const first = this.map.mappings.find((mapping) => mapping.source.end > mapping.source.start);
    if (first === undefined || (this.style !== 'literal' && this.style !== 'folded')) return 0;
    return first.source.start - this.#lineStart(first.source.start);
  }

  /** In a block scalar the columns left of its text are YAML's: there the next key is begun. */
  #isLeftOfBlock(sourceOffset: number): boolean {
    const lineStart = this.#lineStart(sourceOffset);
    const column = sourceOffset - lineStart;
    const isBlank = this.#file.slice(lineStart, sourceOffset).trim() === '';
    return lineStart < this.map.source.start ? sourceOffset < this.map.source.start : isBlank && column < Math.max(1, this.indent);
  }

  #isBehindQuote(sourceOffset: number): boolean {
    const { start, end } = this.map.source;
    return sourceOffset === end && end - start > 1 && this.#file[end - 1] === this.#file[start];
  }

  #lineStart(offset: number): number {
    return this.#file.lastIndexOf('\n', offset - 1) + 1;
  }
}
