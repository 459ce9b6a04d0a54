/** Takes the cells of one column as they are read and makes the column. */
import type { ScalarType } from '@rulesmith/kql';
import { conversion, parseGuid } from '../functions/conversions.ts';
import { jsonOrText } from '../functions/scalar/conversion.ts';
import { columnOf } from '../table/builder.ts';
import { DictionaryColumn, FlatColumn, type PhysicalColumn } from '../table/column.ts';
import type { Dynamic } from '../values/dynamic.ts';
import { parseLong } from '../values/long.ts';
import type { Value } from '../values/value.ts';
import { ByteDictionary, type DictionaryParts, unescapeJson } from './byteDictionary.ts';
import { GrowingFloat64, GrowingInt32 } from './growing.ts';
import { isoTicks, wholeNumber } from './parseBytes.ts';

/** How a cell was written, which decides its type where nobody declared one. */
export type CellKind = 'text' | 'number' | 'bool' | 'json';

export interface CellSink {
  /** How many rows the column has so far. */
  readonly length: number;
  /** The cell in the bytes from `start` up to `end`. */
  bytes(source: Uint8Array, start: number, end: number, kind: CellKind): void;
  /** A cell that is a JSON string with escapes, its quotes left out. */
  escaped(source: Uint8Array, start: number, end: number): void;
  /** A cell whose text had to be decoded. */
  text(value: string, kind: CellKind): void;
  /** A datetime that is known already, in ticks since 2020-01-01; only a datetime column takes it. */
  instant?(ticks: number): void;
  /** A row that lacks the cell. */
  missing(): void;
  finish(): PhysicalColumn;
  /** The cells so far as plain data; nothing may be added after. */
  part(): ColumnPart;
  /** Adds the cells of a part, which another sink of the same type has read. */
  absorb(part: ColumnPart): void;
}

/** The cells of one column in one part of a log, as plain data that can be handed to another thread. */
export type ColumnPart = TextPart | NumberPart;

interface TextPart {
  readonly kind: 'text';
  readonly dictionary: DictionaryParts;
  readonly codes: Int32Array;
  /** How the cells were written, where that decides the type. */
  readonly kinds: readonly CellKind[];
}

interface NumberPart {
  readonly kind: 'number';
  readonly values: Float64Array;
  /** The rows without a value. */
  readonly nulls: Int32Array;
  /** Values beyond the safe integers, by row. */
  readonly wide: readonly (readonly [number, bigint])[];
  readonly misfits: number;
}

/** A sink for a declared type. Cells that the type cannot hold become null and are counted in `misfits`. */
export function sinkFor(type: ScalarType): CellSink & { readonly misfits: number } {
  switch (type) {
    case 'int':
    case 'long':
      return new NumberSink(type, wholeNumber);
    case 'datetime':
      return new NumberSink(type, isoTicks);
    default:
      return new DictionarySink(type);
  }
}

/** The texts of a column, each distinct one once, and how its cells were written. */
class TextCells {
  readonly dictionary = new ByteDictionary();
  readonly codes = new GrowingInt32();
  #missingCode = -1;

  missing(): void {
    if (this.#missingCode < 0) this.#missingCode = this.dictionary.codeOfText('');
    this.codes.push(this.#missingCode);
  }

  part(kinds: Iterable<CellKind>): TextPart {
    return { kind: 'text', dictionary: this.dictionary.parts(), codes: this.codes.finish(), kinds: [...kinds] };
  }

  absorb({ dictionary, codes }: TextPart): void {
    const here = this.dictionary.absorb(dictionary);
    const length = this.codes.length;
    this.codes.append(codes);
    this.codes.map(length, here);
  }
}

/** Text, and every type that is read value by value: each distinct text is converted once. */
class DictionarySink implements CellSink {
  readonly #type: ScalarType;
  readonly #cells = new TextCells();
  misfits = 0;

  constructor(type: ScalarType) {
    this.#type = type;
  }

  get length(): number {
    return this.#cells.codes.length;
  }

  bytes(source: Uint8Array, start: number, end: number): void {
    this.#cells.codes.push(this.#cells.dictionary.code(source, start, end));
  }

  escaped(source: Uint8Array, start: number, end: number): void {
    this.#cells.codes.push(this.#cells.dictionary.codeOfEscaped(source, start, end));
  }

  text(value: string): void {
    this.#cells.codes.push(this.#cells.dictionary.codeOfText(value));
  }

  missing(): void {
    this.#cells.missing();
  }

  part(): ColumnPart {
    return this.#cells.part([]);
  }

  absorb(part: ColumnPart): void {
    if (part.kind === 'text') this.#cells.absorb(part);
  }

  finish(): PhysicalColumn {
    const texts = this.#cells.dictionary.finish();
    const codes = this.#cells.codes.finish();
    const convert = converterOf(this.#type);
    if (!convert) return new DictionaryColumn(codes, new FlatColumn('string', texts));
    const values = texts.map(convert);
    const failed = new Set(values.flatMap((value, code) => (value === null && texts[code] !== '' && texts[code] !== 'null' ? [code] : [])));
    if (failed.size > 0) for (let row = 0; row < codes.length; row++) if (failed.has(codes[row])) this.misfits++;
    return new DictionaryColumn(codes, columnOf(this.#type, values));
  }
}

function converterOf(type: ScalarType): ((text: string) => Value) | undefined {
  if (type === 'string') return undefined;
  if (type === 'dynamic') return (text): Dynamic => jsonOrText(text);
  if (type === 'guid') return parseGuid;
  const convert = conversion('string', type);
  return (text) => (text === '' ? null : (convert?.(text) ?? null));
}

/** Whole numbers and times: read from the bytes where they have the common form. */
class NumberSink implements CellSink {
  readonly #type: 'int' | 'long' | 'datetime';
  readonly #read: (bytes: Uint8Array, start: number, end: number) => number;
  readonly #values = new GrowingFloat64();
  readonly #nulls = new GrowingInt32();
  /** Values beyond the safe integers by row. */
  readonly #wide = new Map<number, bigint>();
  misfits = 0;

  constructor(type: 'int' | 'long' | 'datetime', read: (bytes: Uint8Array, start: number, end: number) => number) {
    this.#type = type;
    this.#read = read;
  }

  get length(): number {
    return this.#values.length;
  }

  bytes(source: Uint8Array, start: number, end: number): void {
    const value = this.#read(source, start, end);
    if (Number.isNaN(value)) this.text(new TextDecoder().decode(source.subarray(start, end)));
    else this.#values.push(value);
  }

  escaped(source: Uint8Array, start: number, end: number): void {
    this.text(unescapeJson(new TextDecoder().decode(source.subarray(start, end))));
  }

  text(value: string): void {
    const trimmed = value.trim();
    if (trimmed === '' || trimmed === '-' || trimmed === 'null') {
      this.missing();
      return;
    }
    const converted = conversion('string', this.#type)?.(trimmed) ?? this.#fraction(trimmed);
    if (converted === null) {
      this.misfits++;
      this.missing();
      return;
    }
    if (typeof converted === 'bigint') this.#wide.set(this.#values.length, converted);
    this.#values.push(typeof converted === 'bigint' ? 0 : (converted as number));
  }

  instant(ticks: number): void {
    this.#values.push(ticks);
  }

  /** Exports write whole numbers as `443.0` at times. */
  #fraction(text: string): Value {
    return this.#type !== 'datetime' && /^[+-]?\d+\.0*$/.test(text)
      ? (conversion('string', this.#type)?.(text.replace(/\..*$/, '')) ?? null)
      : null;
  }

  missing(): void {
    this.#nulls.push(this.#values.length);
    this.#values.push(0);
  }

  part(): ColumnPart {
    return {
      kind: 'number',
      values: this.#values.finish(),
      nulls: this.#nulls.finish(),
      wide: [...this.#wide],
      misfits: this.misfits,
    };
  }

  absorb(part: ColumnPart): void {
    if (part.kind !== 'number') return;
    const first = this.#values.length;
    this.#values.append(part.values);
    this.#nulls.append(part.nulls.map((row) => row + first));
    for (const [row, value] of part.wide) this.#wide.set(row + first, value);
    this.misfits += part.misfits;
  }

  finish(): PhysicalColumn {
    const values = this.#values.finish();
    const nulls = this.#nullFlags(values.length);
    if (this.#type === 'int') return new FlatColumn('int', Int32Array.from(values), nulls);
    if (this.#wide.size === 0) return new FlatColumn(this.#type, values, nulls);
    const wide = BigInt64Array.from(values, BigInt);
    for (const [row, value] of this.#wide) wide[row] = value;
    return new FlatColumn(this.#type, wide, nulls);
  }

  #nullFlags(length: number): Uint8Array | undefined {
    if (this.#nulls.length === 0) return undefined;
    const flags = new Uint8Array(length);
    for (const row of this.#nulls.finish()) flags[row] = 1;
    return flags;
  }
}

/** A sink for a column that nobody declared: its type follows from all its cells. */
export class InferringSink implements CellSink {
  readonly #cells = new TextCells();
  readonly #kinds = new Set<CellKind>();
  readonly misfits = 0;

  get length(): number {
    return this.#cells.codes.length;
  }

  bytes(source: Uint8Array, start: number, end: number, kind: CellKind): void {
    this.#kinds.add(kind);
    this.#cells.codes.push(this.#cells.dictionary.code(source, start, end));
  }

  escaped(source: Uint8Array, start: number, end: number): void {
    this.#kinds.add('text');
    this.#cells.codes.push(this.#cells.dictionary.codeOfEscaped(source, start, end));
  }

  text(value: string, kind: CellKind): void {
    this.#kinds.add(kind);
    this.#cells.codes.push(this.#cells.dictionary.codeOfText(value));
  }

  missing(): void {
    this.#cells.missing();
  }

  part(): ColumnPart {
    return this.#cells.part(this.#kinds);
  }

  absorb(part: ColumnPart): void {
    if (part.kind !== 'text') return;
    this.#cells.absorb(part);
    for (const kind of part.kinds) this.#kinds.add(kind);
  }

  finish(): PhysicalColumn {
    const texts = this.#cells.dictionary.finish();
    const type = inferType(texts, this.#kinds);
    const convert = converterOf(type);
    const values = convert ? columnOf(type, texts.map(convert)) : new FlatColumn('string', texts);
    return new DictionaryColumn(this.#cells.codes.finish(), values);
  }
}

const isoForm = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:?\d\d)?$/;

/** JSON's own types where the cells had them; text that is a datetime throughout; else string. */
export function inferType(texts: readonly string[], kinds: ReadonlySet<CellKind>): ScalarType {
  const present = texts.filter((text) => text !== '');
  if (kinds.has('json') || kinds.size > 1) return kinds.size === 1 ? 'dynamic' : kinds.has('json') ? 'dynamic' : 'string';
  if (kinds.has('bool')) return 'bool';
  if (kinds.has('number')) return present.every((text) => /^-?\d+$/.test(text) && parseLong(text) !== null) ? 'long' : 'real';
  return present.length > 0 && present.every((text) => isoForm.test(text)) ? 'datetime' : 'string';
}
