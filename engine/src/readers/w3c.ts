/** W3C extended logs as IIS writes them (`u_ex*.log`), with the columns that Azure Monitor gives them in `W3CIISLog`. Times are UTC. */

import { formatInstant } from '../values/instant.ts';
import type { CellSink } from './cellSink.ts';
import { type RangeRead, wholeRange } from './logRange.ts';
import { clockTicks, dateTicks, skipWords } from './parseBytes.ts';
import { RowCollector } from './rowCollector.ts';

const columnOfField: Readonly<Record<string, string | undefined>> = {
  's-sitename': 'sSiteName',
  's-computername': 'Computer',
  's-ip': 'sIP',
  'cs-method': 'csMethod',
  'cs-uri-stem': 'csUriStem',
  'cs-uri-query': 'csUriQuery',
  's-port': 'sPort',
  'cs-username': 'csUserName',
  'c-ip': 'cIP',
  'cs-version': 'csVersion',
  'cs(user-agent)': 'csUserAgent',
  'cs(cookie)': 'csCookie',
  'cs(referer)': 'csReferer',
  'cs-host': 'csHost',
  'sc-status': 'scStatus',
  'sc-substatus': 'scSubStatus',
  'sc-win32-status': 'scWin32Status',
  'sc-bytes': 'scBytes',
  'cs-bytes': 'csBytes',
  'time-taken': 'TimeTaken',
};

const lineFeed = 10;
const carriageReturn = 13;
const blank = 32;
const blanks = 0x20202020;
const hash = 35;

/** What the newest `#Fields` and `#Date` lines say of the lines behind them. */
interface Fields {
  readonly count: number;
  readonly sinks: readonly (CellSink | undefined)[];
  readonly dateAt: number;
  readonly timeAt: number;
}

/** Reads `bytes` into `rows`. A line with another number of fields than the header says is skipped and counted. */
export function readW3c(bytes: Uint8Array, rows: RowCollector, checkpoint: () => void, range = wholeRange(bytes)): RangeRead {
  const reader = new W3cReader(bytes, rows);
  for (const directive of range.head.split('\n')) reader.directive(directive);
  let line = 1;
  let start = range.start;
  for (; start < range.end; line++) {
    if ((line & 0xffff) === 0) checkpoint();
    let end = bytes.indexOf(lineFeed, start);
    if (end < 0) end = bytes.length;
    const last = end > start && bytes[end - 1] === carriageReturn ? end - 1 : end;
    if (bytes[start] === hash) reader.directive(new TextDecoder().decode(bytes.subarray(start, last)));
    else if (last > start) reader.row(start, last, line);
    start = end + 1;
  }
  return { end: start, lines: line - 1, head: reader.head };
}

/** The directives at the beginning of a log, so far as the lines behind them depend on them. */
export function w3cHead(bytes: Uint8Array): string {
  let end = 0;
  while (bytes[end] === hash) {
    const next = bytes.indexOf(lineFeed, end);
    end = next < 0 ? bytes.length : next + 1;
  }
  const nothing = new RowCollector(undefined, new Set());
  return readW3c(bytes, nothing, () => {}, { start: 0, end, head: '' }).head;
}

class W3cReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #rows: RowCollector;
  #fields: Fields | undefined;
  /** The date of the `#Date` line, for logs without a date field. */
  #headerDate = Number.NaN;
  #dateLine = '';
  #fieldsLine = '';
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #time: CellSink | undefined;
  readonly #type: CellSink | undefined;
  #typeBytes = new TextEncoder().encode('W3CIISLog');

  constructor(bytes: Uint8Array, rows: RowCollector) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#rows = rows;
    this.#time = rows.sink('TimeGenerated');
    this.#type = rows.sink('Type');
  }

  /** The newest directives that the lines to come depend on: the fields, and the date where they have no date or no time of their own. */
  get head(): string {
    return this.#fields?.dateAt === -1 || this.#fields?.timeAt === -1 ? `${this.#dateLine}\n${this.#fieldsLine}` : this.#fieldsLine;
  }

  directive(line: string): void {
    const date = /^#Date:\s*(\d{4}-\d\d-\d\d)/i.exec(line);
    if (date) {
      this.#dateLine = date[0];
      this.#headerDate = dateTicks(new TextEncoder().encode(date[1]), 0);
    }
    const fields = /^#Fields:\s*(.*)$/i.exec(line);
    if (fields) {
      this.#fieldsLine = fields[0];
      this.#fields = this.#readFields(fields[1].trim().split(/\s+/));
    }
  }

  #readFields(names: readonly string[]): Fields {
    const lower = names.map((name) => name.toLowerCase());
    const sinks = lower.map((name, position) => {
      const column = columnOfField[name];
      if (column === undefined && name !== 'date' && name !== 'time') this.#rows.unknownColumns.add(names[position]);
      return column === undefined ? undefined : this.#rows.sink(column);
    });
    return { count: names.length, sinks, dateAt: lower.indexOf('date'), timeAt: lower.indexOf('time') };
  }

  row(start: number, end: number, line: number): void {
    const reason = this.#readRow(start, end);
    if (reason === undefined) this.#rows.endRow();
    else this.#rows.skip(line, reason);
  }

  /** Gives the cells of a line to their sinks; the reason where it cannot be read, nothing given then. */
  #readRow(start: number, end: number): string | undefined {
    const fields = this.#fields;
    if (!fields) return 'the line stands before any #Fields line';
    const count = this.#split(start, end);
    if (count !== fields.count) return `${count} fields where the #Fields line names ${fields.count}`;
    const ticks = this.#ticks(fields);
    if (Number.isNaN(ticks) && this.#time) return 'its date and time cannot be read';
    for (let field = 0; field < count; field++) {
      const sink = fields.sinks[field];
      sink?.bytes(this.#bytes, this.#starts[field], this.#ends[field], 'text');
    }
    if (this.#time?.instant) this.#time.instant(ticks);
    else this.#time?.text(formatInstant(ticks), 'text');
    this.#type?.bytes(this.#typeBytes, 0, this.#typeBytes.length, 'text');
    return undefined;
  }

  #split(start: number, end: number): number {
    let count = 0;
    const bytes = this.#bytes;
    const view = this.#view;
    const starts = this.#starts;
    const ends = this.#ends;
    let at = start;
    while (at < end) {
      starts[count] = at;
      at = skipWords(view, at, end, blanks);
      while (at < end && bytes[at] !== blank) at++;
      ends[count++] = at;
      while (at < end && bytes[at] === blank) at++;
    }
    return count;
  }

  #ticks(fields: Fields): number {
    if (fields.timeAt < 0) return this.#headerDate;
    const date = fields.dateAt < 0 ? this.#headerDate : dateTicks(this.#bytes, this.#starts[fields.dateAt]);
    return date + clockTicks(this.#bytes, this.#starts[fields.timeAt]);
  }
}
