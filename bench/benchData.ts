/** The log that a benchmark reads: generated once, kept in `bench/data/` (which git ignores). */
import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { defaultIisLog, type IisEvent, iisEvents } from './iisLog.ts';

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

/** The CSV file with `rows` rows of seed `seed`. */
export function benchFile(rows: number, seed: number): BenchFile {
  const folder = resolve(import.meta.dirname, 'data');
  const path = resolve(folder, `W3CIISLog.${rows}.${seed}.csv`);
  if (!existsSync(path)) {
    mkdirSync(folder, { recursive: true });
    writeCsv(`${path}.part`, rows, seed);
    renameSync(`${path}.part`, path);
  }
  return { path, size: statSync(path).size };
}

function writeCsv(path: string, rows: number, seed: number): void {
  const file = openSync(path, 'w');
  let text = `${columns.join(',')}\n`;
  for (const event of iisEvents({ ...defaultIisLog, rows, seed })) {
    text += `${columns.map((column) => cell(event, column)).join(',')}\n`;
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
