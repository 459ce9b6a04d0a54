/** CSV and TSV as the portal exports them: a header, quoted fields with line ends in them, a byte order mark, `TimeGenerated [UTC]`. */
import type { CellSink } from './cellSink.ts';
import { type RangeRead, wholeRange } from './logRange.ts';
import type { RowCollector } from './rowCollector.ts';

const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;

/** Reads `bytes` into `rows`. A record with another number of fields than the header is skipped and counted. */
export function readCsv(
  bytes: Uint8Array,
  delimiter: ',' | '\t',
  rows: RowCollector,
  checkpoint: () => void,
  range = wholeRange(bytes),
): RangeRead {
  const scanner = new RecordScanner(bytes, delimiter.charCodeAt(0), range.start, range.end);
  const head = range.start === 0 ? scanner.nextAsText() : range.head;
  const sinks = headerFields(head, delimiter).map((field) => columnSink(field, rows));
  for (let record = 0; sinks.length > 0 && scanner.next(); record++) {
    if ((record & 0x3fff) === 0) checkpoint();
    if (scanner.count === 1 && scanner.isEmpty(0)) continue;
    if (scanner.count !== sinks.length) {
      rows.skip(scanner.line, `${scanner.count} fields where the header has ${sinks.length}`);
      continue;
    }
    for (let field = 0; field < sinks.length; field++) {
      const sink = sinks[field];
      if (!sink || sink.length > rows.rowCount) continue;
      if (scanner.isEmpty(field)) sink.missing();
      else if (scanner.needsDecoding(field)) sink.text(scanner.text(field), 'text');
      else sink.bytes(bytes, scanner.starts[field], scanner.ends[field], 'text');
    }
    rows.endRow();
  }
  return { end: scanner.position, lines: scanner.linesRead, head };
}

/** The header of a file, as its first record is written. */
export function csvHead(bytes: Uint8Array, delimiter: ',' | '\t'): string {
  return new RecordScanner(bytes, delimiter.charCodeAt(0)).nextAsText();
}

function headerFields(head: string, delimiter: ',' | '\t'): string[] {
  const scanner = new RecordScanner(new TextEncoder().encode(head), delimiter.charCodeAt(0));
  return scanner.next() ? Array.from({ length: scanner.count }, (_, field) => scanner.text(field)) : [];
}

/**
 * Reads records without a header: the fields of each are those of the columns `names`, in order. Fields that a record lacks are empty, further
 * ones are left out, as Kusto does.
 */
export function readRecords(
  bytes: Uint8Array,
  delimiter: string,
  names: readonly string[],
  ignoreFirst: boolean,
  rows: RowCollector,
  checkpoint: () => void,
): void {
  const scanner = new RecordScanner(bytes, delimiter.charCodeAt(0));
  const sinks = names.map((name) => rows.sink(name));
  if (ignoreFirst) scanner.next();
  for (let record = 0; scanner.next(); record++) {
    if ((record & 0x3fff) === 0) checkpoint();
    if (scanner.count === 1 && scanner.isEmpty(0)) continue;
    const count = Math.min(sinks.length, scanner.count);
    for (let field = 0; field < count; field++) {
      if (scanner.isEmpty(field)) sinks[field]?.missing();
      else sinks[field]?.text(scanner.text(field), 'text');
    }
    rows.endRow();
  }
}

/** The header names a time zone behind the name of a datetime column. */
function columnSink(header: string, rows: RowCollector): CellSink | undefined {
  return rows.sink(header.replace(/\s*\[(UTC|Local Time)\]$/i, '').trim());
}

/** Finds the fields of one record after the other. */
class RecordScanner {
  readonly #bytes: Uint8Array;
  readonly #delimiter: number;
  #at: number;
  #nextLine = 1;
  /** The line at which the record begins, from 1. */
  line = 1;
  count = 0;
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly #doubled: boolean[] = [];
  readonly #end: number;

  /** Scans the records that begin from `start` up to `end`. */
  constructor(bytes: Uint8Array, delimiter: number, start = 0, end = bytes.length) {
    this.#bytes = bytes;
    this.#delimiter = delimiter;
    this.#at = start === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : start;
    this.#end = end;
  }

  /** Where the next record begins. */
  get position(): number {
    return this.#at;
  }

  get linesRead(): number {
    return this.#nextLine - 1;
  }

  /** The next record as it is written; empty where there is none. */
  nextAsText(): string {
    const start = this.#at;
    return this.next() ? new TextDecoder().decode(this.#bytes.subarray(start, this.#at)) : '';
  }

  next(): boolean {
    const bytes = this.#bytes;
    if (this.#at >= this.#end) return false;
    this.line = this.#nextLine;
    this.count = 0;
    for (;;) {
      if (bytes[this.#at] === quote) this.#quoted();
      else this.#plain();
      const stop = bytes[this.#at];
      this.#at++;
      if (stop === this.#delimiter) continue;
      if (stop === carriageReturn && bytes[this.#at] === lineFeed) this.#at++;
      this.#nextLine++;
      return true;
    }
  }

  #plain(): void {
    const bytes = this.#bytes;
    const start = this.#at;
    let at = start;
    while (at < bytes.length && bytes[at] !== this.#delimiter && bytes[at] !== lineFeed && bytes[at] !== carriageReturn) at++;
    this.#add(start, at, false);
    this.#at = at;
  }

  #quoted(): void {
    const bytes = this.#bytes;
    const start = this.#at + 1;
    let at = start;
    let doubled = false;
    while (at < bytes.length) {
      if (bytes[at] === lineFeed) this.#nextLine++;
      if (bytes[at] === quote) {
        if (bytes[at + 1] !== quote) break;
        doubled = true;
        at++;
      }
      at++;
    }
    this.#add(start, at, doubled);
    at++;
    while (at < bytes.length && bytes[at] !== this.#delimiter && bytes[at] !== lineFeed && bytes[at] !== carriageReturn) at++;
    this.#at = at;
  }

  #add(start: number, end: number, doubled: boolean): void {
    this.starts[this.count] = start;
    this.ends[this.count] = end;
    this.#doubled[this.count++] = doubled;
  }

  isEmpty(field: number): boolean {
    return this.starts[field] === this.ends[field];
  }

  /** Whether the text of the field is not its bytes as they are. */
  needsDecoding(field: number): boolean {
    return this.#doubled[field];
  }

  text(field: number): string {
    const text = new TextDecoder().decode(this.#bytes.subarray(this.starts[field], this.ends[field]));
    return this.#doubled[field] ? text.replaceAll('""', '"') : text;
  }
}
