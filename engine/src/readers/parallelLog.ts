/**
 * Reads a large log in parts at the same time. The parts are guessed: each begins behind a line break and takes for granted that the head of the
 * log is still in force there. Where the part before it shows otherwise (the break was inside a quoted field, the fields of the log had changed),
 * it is read again from where it really begins. So the outcome is that of reading the log in one go, always.
 */
import type { TableSchema } from '@rulesmith/kql';
import { csvHead, readCsv } from './csv.ts';
import { readNdjson } from './json.ts';
import type { LogRange, RangeRead } from './logRange.ts';
import { detectFormat, type LoadedLog, type LogInput, loadedLog, plainBytes, type ReadOptions, readLog } from './readLog.ts';
import { RowCollector, type RowsPart } from './rowCollector.ts';
import { readW3c, w3cHead } from './w3c.ts';

type LineFormat = 'w3c' | 'ndjson' | 'csv' | 'tsv';

/** What another thread needs to read one part; plain data. */
export interface LogPartRequest {
  /** The whole log. */
  readonly bytes: Uint8Array;
  readonly format: LineFormat;
  readonly range: LogRange;
  readonly schema?: TableSchema;
  readonly columns?: ReadonlySet<string>;
}

/** What a part holds; plain data. */
export interface LogPart {
  readonly rows: RowsPart;
  readonly read: RangeRead;
}

/** The threads that a host has for reading. */
export interface LogThreads {
  /** How many parts a log is read in, this thread's own part among them. */
  readonly parts: number;
  /** The same bytes where the other threads can see them. */
  share(bytes: Uint8Array): Uint8Array;
  /** Calls `readLogPart` in another thread. Rejects as soon as `checkpoint`, called now and then, throws. */
  read(request: LogPartRequest, checkpoint: () => void): Promise<LogPart>;
}

/** Logs below this size are read by one thread: another one takes some time to start. Bytes. */
const leastBytes = 16_000_000;

/** As `readLog`, in several threads where the log is large and its format allows. */
export async function readLogInThreads(
  input: LogInput,
  options: ReadOptions,
  threads: LogThreads,
  smallest = leastBytes,
): Promise<LoadedLog> {
  if (input.bytes.length < smallest || threads.parts < 2) return readLog(input, options);
  const plain = plainBytes(input, options);
  const format = input.format ?? detectFormat(plain, input.path);
  if (!isLineFormat(format)) return readLog({ ...input, bytes: plain, format }, options);
  const bytes = threads.share(plain);
  const reading = new ParallelReading(bytes, format, options);
  const rows = await reading.read(splitLog(bytes, threads.parts), threads);
  return loadedLog(rows, format);
}

/** Reads a part: what the other thread does. */
export function readLogPart({ bytes, format, range, schema, columns }: LogPartRequest): LogPart {
  const rows = new RowCollector(schema, columns);
  const read = readRange(bytes, format, rows, () => {}, range);
  return { rows: rows.part(), read };
}

class ParallelReading {
  readonly #bytes: Uint8Array;
  readonly #format: LineFormat;
  readonly #options: ReadOptions;
  readonly #checkpoint: () => void;

  constructor(bytes: Uint8Array, format: LineFormat, options: ReadOptions) {
    this.#bytes = bytes;
    this.#format = format;
    this.#options = options;
    this.#checkpoint = options.checkpoint ?? (() => {});
  }

  async read([first, ...others]: readonly { readonly start: number; readonly end: number }[], threads: LogThreads): Promise<RowCollector> {
    const head = headOf(this.#bytes, this.#format);
    const guessed = others.map((place) => ({ ...place, head }));
    const pending = guessed.map((range) => threads.read(this.#request(range), this.#checkpoint));
    // A part that fails while this thread is still at its own is heard of when it is waited for.
    for (const part of pending) part.catch(() => {});
    const rows = new RowCollector(this.#options.schema, this.#options.columns);
    let read = readRange(this.#bytes, this.#format, rows, this.#checkpoint, { ...first, head: '' });
    let lines = read.lines;
    for (const [index, range] of guessed.entries()) {
      const part = await pending[index];
      if (read.end === range.start && read.head === head) {
        rows.absorb(part.rows, lines);
        read = part.read;
      } else read = this.#readAgain(rows, { start: read.end, end: range.end, head: read.head }, lines);
      lines += read.lines;
    }
    return rows;
  }

  #readAgain(rows: RowCollector, range: LogRange, lines: number): RangeRead {
    if (range.start >= range.end) return { end: range.start, lines: 0, head: range.head };
    const part = new RowCollector(this.#options.schema, this.#options.columns);
    const read = readRange(this.#bytes, this.#format, part, this.#checkpoint, range);
    rows.absorb(part.part(), lines);
    return read;
  }

  #request(range: LogRange): LogPartRequest {
    const { schema: declared, columns } = this.#options;
    const schema = declared && plainSchema(declared);
    return { bytes: this.#bytes, format: this.#format, range, ...(schema && { schema }), ...(columns && { columns }) };
  }
}

/** The catalog reads its columns when they are asked for, which does not survive the way to another thread. */
function plainSchema({ name, columns, open }: TableSchema): TableSchema {
  return { name, columns: columns.map(({ name: column, type }) => ({ name: column, type })), ...(open !== undefined && { open }) };
}

function isLineFormat(format: string): format is LineFormat {
  return format === 'w3c' || format === 'ndjson' || format === 'csv' || format === 'tsv';
}

function headOf(bytes: Uint8Array, format: LineFormat): string {
  if (format === 'w3c') return w3cHead(bytes);
  return format === 'ndjson' ? '' : csvHead(bytes, delimiterOf(format));
}

function readRange(bytes: Uint8Array, format: LineFormat, rows: RowCollector, checkpoint: () => void, range: LogRange): RangeRead {
  if (format === 'w3c') return readW3c(bytes, rows, checkpoint, range);
  if (format === 'ndjson') return readNdjson(bytes, rows, checkpoint, range);
  return readCsv(bytes, delimiterOf(format), rows, checkpoint, range);
}

function delimiterOf(format: 'csv' | 'tsv'): ',' | '\t' {
  return format === 'csv' ? ',' : '\t';
}

/** Stretches of about the same size that begin behind line breaks; together they are the whole log. */
export function splitLog(bytes: Uint8Array, parts: number): { readonly start: number; readonly end: number }[] {
  const starts = [0];
  for (let part = 1; part < parts; part++) {
    const lineBreak = bytes.indexOf(10, Math.floor((bytes.length * part) / parts));
    if (lineBreak >= 0 && lineBreak + 1 < bytes.length && lineBreak + 1 > (starts.at(-1) ?? 0)) starts.push(lineBreak + 1);
  }
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? bytes.length }));
}
