/** W3C extended logs as IIS writes them (`u_ex*.log`), with the columns that Azure Monitor gives them in `W3CIISLog`. Times are UTC. */

import { formatInstant } from '../values/instant.ts';
import type { CellSink } from './cellSink.ts';
import { clockTicks, dateTicks } from './parseBytes.ts';
import type { RowCollector } from './rowCollector.ts';

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
const hash = 35;

/** What the newest `#Fields` and `#Date` lines say of the lines behind them. */
interface Fields {
  readonly count: number;
  readonly sinks: readonly (CellSink | undefined)[];
  readonly dateAt: number;
  readonly timeAt: number;
}

/** Reads `bytes` into `rows`. A line with another number of fields than the header says is skipped and counted. */
export function readW3c(bytes: Uint8Array, rows: RowCollector, checkpoint: () => void): void {
  const reader = new W3cReader(bytes, rows);
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    if ((line & 0xffff) === 0) checkpoint();
    let end = bytes.indexOf(lineFeed, start);
    if (end < 0) end = bytes.length;
    const last = end > start && bytes[end - 1] === carriageReturn ? end - 1 : end;
    if (bytes[start] === hash) reader.directive(start, last);
    else if (last > start) reader.row(start, last, line);
    start = end + 1;
  }
}

class W3cReader {
  readonly #bytes: Uint8Array;
  readonly #rows: RowCollector;
  #fields: Fields | undefined;
  /** The date of the `#Date` line, for logs without a date field. */
  #headerDate = Number.NaN;
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #time: CellSink | undefined;
  readonly #type: CellSink | undefined;
  #typeBytes = new TextEncoder().encode('W3CIISLog');

  constructor(bytes: Uint8Array, rows: RowCollector) {
    this.#bytes = bytes;
    this.#rows = rows;
    this.#time = rows.sink('TimeGenerated');
    this.#type = rows.sink('Type');
  }

  directive(start: number, end: number): void {
    const text = new TextDecoder().decode(this.#bytes.subarray(start, end));
    const date = /^#Date:\s*(\d{4}-\d\d-\d\d)/i.exec(text);
    if (date) this.#headerDate = dateTicks(new TextEncoder().encode(date[1]), 0);
    const fields = /^#Fields:\s*(.*)$/i.exec(text);
    if (fields) this.#fields = this.#readFields(fields[1].trim().split(/\s+/));
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
    let at = start;
    while (at < end) {
      let stop = this.#bytes.indexOf(blank, at);
      if (stop < 0 || stop > end) stop = end;
      this.#starts[count] = at;
      this.#ends[count++] = stop;
      at = stop + 1;
      while (at < end && this.#bytes[at] === blank) at++;
    }
    return count;
  }

  #ticks(fields: Fields): number {
    if (fields.timeAt < 0) return this.#headerDate;
    const date = fields.dateAt < 0 ? this.#headerDate : dateTicks(this.#bytes, this.#starts[fields.dateAt]);
    return date + clockTicks(this.#bytes, this.#starts[fields.timeAt]);
  }
}
