/** The log that a benchmark reads: generated once, kept in `bench/data/` (which git ignores). */
import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { defaultIisLog, type IisEvent, type IisLogOptions, iisEvents, ndjsonLine, w3cFields, w3cHead, w3cLine } from './iisLog.ts';

/** The columns of the file, which are those of W3CIISLog that a log has. */
export const columns = [
  'TimeGenerated',
  'sSiteName',
  'Computer',
  'sIP',
  'csMethod',
  'csUriStem',
  'csUriQuery',
  'sPort',
  'csUserName',
  'cIP',
  'csUserAgent',
  'csReferer',
  'scStatus',
  'scSubStatus',
  'scWin32Status',
  'scBytes',
  'csBytes',
  'TimeTaken',
] as const;

export interface BenchFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

export type BenchFormat = 'csv' | 'ndjson' | 'w3c';

/** The file with `rows` rows of seed `seed`; whatever the format, the rows are the same. */
export function benchFile(rows: number, seed: number, format: BenchFormat = 'csv'): BenchFile {
  const folder = resolve(import.meta.dirname, 'data');
  const path = resolve(folder, `W3CIISLog.${rows}.${seed}.${format === 'w3c' ? 'log' : format}`);
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    write(`${path}.part`, { ...defaultIisLog, rows, seed }, writers[format]);
    renameSync(`${path}.part`, path);
  }
  return { path, size: statSync(path).size };
}

interface Writer {
  readonly head: (options: IisLogOptions) => string;
  readonly line: (event: IisEvent) => string;
}

const writers: Readonly<Record<BenchFormat, Writer>> = {
  csv: { head: () => `${columns.join(',')}\n`, line: (event) => columns.map((column) => cell(event, column)).join(',') },
  ndjson: { head: () => '', line: ndjsonLine },
  w3c: { head: ({ start }) => w3cHead(w3cFields, start), line: (event) => w3cLine(event) },
};

function write(path: string, options: IisLogOptions, { head, line }: Writer): void {
  const file = openSync(path, 'w');
  let text = head(options);
  for (const event of iisEvents(options)) {
    text += `${line(event)}\n`;
    if (text.length > 1 << 20) {
      writeSync(file, text);
      text = '';
    }
  }
  writeSync(file, text);
  closeSync(file);
}

function cell(event: IisEvent, column: (typeof columns)[number]): string {
  const text = column === 'TimeGenerated' ? new Date(event.time).toISOString() : String(event[column]);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
