/** JSON logs: a row a line (NDJSON), or one array of objects. */
import { ByteDictionary, unescapeJson } from './byteDictionary.ts';
import type { CellKind, CellSink } from './cellSink.ts';
import { type RangeRead, wholeRange } from './logRange.ts';
import type { RowCollector } from './rowCollector.ts';

const lineFeed = 10;
const quote = 34;
const backslash = 92;
const colon = 58;
const comma = 44;
const blank = 32;
const quotes = 0x22222222;
const backslashes = 0x5c5c5c5c;

/** Reads a JSON object a line. A line that is none is skipped and counted. */
export function readNdjson(bytes: Uint8Array, rows: RowCollector, checkpoint: () => void, range = wholeRange(bytes)): RangeRead {
  const reader = new ObjectReader(bytes, rows);
  let line = 1;
  let start = range.start;
  for (; start < range.end; line++) {
    if ((line & 0x3fff) === 0) checkpoint();
    let end = bytes.indexOf(lineFeed, start);
    if (end < 0) end = bytes.length;
    if (!isBlank(bytes, start, end)) {
      const reason = reader.object(start, end);
      if (reason !== undefined) rows.skip(line, reason);
      else rows.endRow();
    }
    start = end + 1;
  }
  return { end: start, lines: line - 1, head: '' };
}

/** Reads an array of objects. What is not an object in it is skipped and counted; false where the text is no array at all. */
export function readJsonArray(bytes: Uint8Array, rows: RowCollector, checkpoint: () => void): boolean {
  const reader = new ObjectReader(bytes, rows);
  let at = skipBlanks(bytes, 0, bytes.length);
  if (bytes[at] !== 91) return false;
  at = skipBlanks(bytes, at + 1, bytes.length);
  let count = 0;
  let line = 1;
  let counted = 0;
  const lineAt = (position: number): number => {
    for (; counted < position; counted++) if (bytes[counted] === lineFeed) line++;
    return line;
  };
  while (at < bytes.length && bytes[at] !== 93) {
    if ((++count & 0x3fff) === 0) checkpoint();
    const end = valueEnd(bytes, at, bytes.length);
    if (end < 0) {
      rows.skip(lineAt(at), 'the JSON breaks off here; what follows was not read');
      return true;
    }
    const reason = bytes[at] === 123 ? reader.object(at, end) : 'not a JSON object';
    if (reason !== undefined) rows.skip(lineAt(at), reason);
    else rows.endRow();
    at = skipBlanks(bytes, end, bytes.length);
    if (bytes[at] === 44) at = skipBlanks(bytes, at + 1, bytes.length);
  }
  return true;
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  return skipBlanks(bytes, start, end) >= end;
}

function skipBlanks(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] === 32 || (bytes[at] >= 9 && bytes[at] <= 13))) at++;
  return at;
}

/** Behind the closing quote of the string that opens at `at`; -1 where it does not close. */
function stringEnd(bytes: Uint8Array, at: number, end: number): number {
  for (let position = at + 1; position < end; position++) {
    const byte = bytes[position];
    if (byte === quote) return position + 1;
    if (byte === backslash) position++;
  }
  return -1;
}

/** From `at`, behind the four bytes at a time that have neither a quote nor a backslash. */
function skipText(view: DataView, at: number, end: number): number {
  let position = at;
  for (const last = end - 4; position <= last; position += 4) {
    const word = view.getInt32(position);
    const a = word ^ quotes;
    const b = word ^ backslashes;
    if ((((a - 0x01010101) & ~a) | ((b - 0x01010101) & ~b)) & 0x80808080) break;
  }
  return position;
}

/** Behind the value that begins at `at`; -1 where it does not end. */
function valueEnd(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at];
  if (first === quote) return stringEnd(bytes, at, end);
  if (first !== 123 && first !== 91) {
    let stop = at;
    while (stop < end && bytes[stop] !== 44 && bytes[stop] !== 125 && bytes[stop] !== 93 && bytes[stop] > 32) stop++;
    return stop > at ? stop : -1;
  }
  let depth = 0;
  for (let position = at; position < end; ) {
    const byte = bytes[position];
    if (byte === quote) {
      position = stringEnd(bytes, position, end);
      if (position < 0) return -1;
      continue;
    }
    position++;
    if (byte === 123 || byte === 91) depth++;
    else if ((byte === 125 || byte === 93) && --depth === 0) return position;
  }
  return -1;
}

/** One cell of the object at hand. */
interface Cell {
  sink: CellSink | undefined;
  start: number;
  end: number;
}

/** A key of the log. */
interface KnownKey {
  /** With its quotes. */
  readonly bytes: Uint8Array;
  /** The same, four bytes a number. */
  readonly words: Int32Array;
  readonly name: string;
  readonly sink: CellSink | undefined;
}

class ObjectReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #rows: RowCollector;
  /** By their bytes. */
  readonly #keys: KnownKey[] = [];
  readonly #keyCodes = new ByteDictionary();
  /** The keys of the row before by their places: most rows have the same ones in the same order. */
  readonly #expected: KnownKey[] = [];
  readonly #cells: Cell[] = [];
  /** Where the next backslash lies, from the cell at hand on. */
  #nextEscape = -1;

  constructor(bytes: Uint8Array, rows: RowCollector) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#rows = rows;
  }

  /** Gives the cells of the object to their sinks; the reason where the bytes are no object, nothing given then. */
  object(start: number, end: number): string | undefined {
    const bytes = this.#bytes;
    let at = skipBlanks(bytes, start, end);
    if (bytes[at] !== 123) return 'not a JSON object';
    at = skipBlanks(bytes, at + 1, end);
    let count = 0;
    while (at < end && bytes[at] !== 125) {
      let key = this.#expected[count];
      if (key !== undefined && this.#isAt(key, at, end)) at += key.bytes.length;
      else {
        const keyEnd = bytes[at] === quote ? stringEnd(bytes, at, end) : -1;
        if (keyEnd < 0) return 'not valid JSON: a key is missing or its quote does not close';
        key = this.#keyAt(count, at, keyEnd);
        at = keyEnd;
      }
      if (bytes[at] !== colon) at = skipBlanks(bytes, at, end);
      if (bytes[at] !== colon) return `not valid JSON: no colon behind the key ${key.name}`;
      if (bytes[++at] <= blank) at = skipBlanks(bytes, at, end);
      const stop = at < end ? this.#valueEnd(at, end) : -1;
      if (stop < 0 || !this.#isValue(at, stop)) return `not valid JSON: the value of ${key.name} cannot be read`;
      this.#setCell(count++, key.sink, at, stop);
      at = stop;
      if (bytes[at] <= blank) at = skipBlanks(bytes, at, end);
      if (bytes[at] === comma) {
        if (bytes[++at] <= blank) at = skipBlanks(bytes, at, end);
      } else if (at < end && bytes[at] !== 125) return `not valid JSON: no comma behind the value of ${key.name}`;
    }
    if (at >= end) return 'not valid JSON: the object does not close';
    for (let cell = 0; cell < count; cell++) this.#give(this.#cells[cell]);
    return undefined;
  }

  #setCell(index: number, sink: CellSink | undefined, start: number, end: number): void {
    const cell = this.#cells[index];
    if (cell) {
      cell.sink = sink;
      cell.start = start;
      cell.end = end;
    } else this.#cells.push({ sink, start, end });
  }

  /** Whether the key written as `key` stands at `at`. */
  #isAt({ bytes, words }: KnownKey, at: number, end: number): boolean {
    const { length } = bytes;
    if (at + length > end) return false;
    const view = this.#view;
    let index = 0;
    for (const last = length - 4; index <= last; index += 4) if (view.getInt32(at + index) !== words[index >> 2]) return false;
    for (; index < length; index++) if (this.#bytes[at + index] !== bytes[index]) return false;
    return true;
  }

  /** The key whose quotes stand at `start` and before `end`, expected at its place in the rows to come. */
  #keyAt(position: number, start: number, end: number): KnownKey {
    const code = this.#keyCodes.code(this.#bytes, start, end);
    this.#keys[code] ??= this.#newKey(start, end);
    this.#expected[position] = this.#keys[code];
    return this.#keys[code];
  }

  #newKey(start: number, end: number): KnownKey {
    const bytes = this.#bytes.slice(start, end);
    const words = Int32Array.from({ length: bytes.length >> 2 }, (_, word) => this.#view.getInt32(start + 4 * word));
    const name = unescapeJson(new TextDecoder().decode(bytes.subarray(1, -1)));
    return { bytes, words, name, sink: this.#rows.sink(name) };
  }

  /** As `valueEnd`, quick for texts. */
  #valueEnd(at: number, end: number): number {
    if (this.#bytes[at] !== quote) return valueEnd(this.#bytes, at, end);
    return stringEnd(this.#bytes, skipText(this.#view, at + 1, end) - 1, end);
  }

  /** Whether a bare word is a number, true, false or null; strings and nested values were checked by their ends. */
  #isValue(start: number, end: number): boolean {
    const first = this.#bytes[start];
    if (first === quote || first === 123 || first === 91) return true;
    if (first === 45 || (first >= 48 && first <= 57)) return isNumber(this.#bytes, start, end);
    const word = new TextDecoder().decode(this.#bytes.subarray(start, end));
    return word === 'true' || word === 'false' || word === 'null';
  }

  #give(cell: Cell): void {
    const { sink, start, end } = cell;
    // A key that repeats keeps its first value: the sink has its cell for this row.
    if (!sink || sink.length > this.#rows.rowCount) return;
    const first = this.#bytes[start];
    if (first === quote) {
      if (this.#hasEscape(start + 1, end - 1)) sink.escaped(this.#bytes, start + 1, end - 1);
      else sink.bytes(this.#bytes, start + 1, end - 1, 'text');
    } else if (first === 110) sink.missing();
    else sink.bytes(this.#bytes, start, end, kindOf(first));
  }

  #hasEscape(start: number, end: number): boolean {
    if (this.#nextEscape < start) {
      const found = this.#bytes.indexOf(backslash, start);
      this.#nextEscape = found < 0 ? this.#bytes.length : found;
    }
    return this.#nextEscape < end;
  }
}

/** Digits, points, signs and exponents; their order is left to the type of the column. */
function isNumber(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    const known = (byte >= 48 && byte <= 57) || byte === 45 || byte === 46 || byte === 43 || byte === 101 || byte === 69;
    if (!known) return false;
  }
  return true;
}

function kindOf(first: number): CellKind {
  if (first === 123 || first === 91) return 'json';
  return first === 116 || first === 102 ? 'bool' : 'number';
}
