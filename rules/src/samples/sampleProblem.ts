import { inMebibytes } from '../memoryBudget.ts';

/** What can go wrong with samples, as plain data with a sentence and a remedy. */
export type SampleProblemCode =
  /** No sample for a table that the query reads; `searched` says where it was looked for. */
  | 'not-found'
  /** The user pointed at a path where nothing is. */
  | 'no-such-path'
  | 'unreadable'
  /** Reading it would take more memory than a run may have. */
  | 'too-large'
  | 'empty'
  /** A file of which nobody can tell which table it is. */
  | 'unknown-table'
  /** A log that shares no column with the table it is said to be. */
  | 'columns-do-not-fit'
  /** Some rows could not be read. */
  | 'rows-skipped'
  /** Some values of a column are not of its type. */
  | 'values-do-not-fit'
  /** The file changed while it was read, and was cut at its last whole line. */
  | 'changed-while-read'
  /** Something to know about how a sample was taken; nothing is wrong. */
  | 'assumed';

export interface SampleProblem {
  readonly code: SampleProblemCode;
  /** An `error` leaves a table without rows; a `note` does not. */
  readonly severity: 'error' | 'note';
  readonly message: string;
  /** What the user can do, as a sentence. */
  readonly remedy?: string;
  readonly table?: string;
  readonly path?: string;
  /** Places where nothing was found, as a person would write them. */
  readonly searched?: readonly string[];
}

export function sampleNotFound(table: string, searched: readonly string[], isFunction: boolean): SampleProblem {
  const what = isFunction ? `the function \`${table}\`` : `\`${table}\``;
  const where = searched.length === 0 ? 'there was nowhere to look' : `looked in ${searched.join(', ')}`;
  const hint = isFunction ? 'What it does is not part of this tool: save what the function returns' : 'Save a log';
  return {
    code: 'not-found',
    severity: 'error',
    message: `There is no sample for ${what}: ${where}`,
    remedy: `${hint} as \`${table}.ndjson\` (or .csv, .json, .log) in one of those folders, or choose a file`,
    table,
    searched,
  };
}

export function noSuchPath(path: string): SampleProblem {
  return {
    code: 'no-such-path',
    severity: 'error',
    message: `There is no file or folder ${path}`,
    remedy: 'Check the path',
    path,
  };
}

export function unreadableSample(path: string, reason: string): SampleProblem {
  return {
    code: 'unreadable',
    severity: 'error',
    message: `${path} cannot be read: ${reason}`,
    remedy: 'Samples are W3C logs, NDJSON, JSON, results of queries as JSON, CSV, TSV and Parquet, each also gzipped',
    path,
  };
}

export function sampleTooLarge(path: string, limitBytes: number): SampleProblem {
  return {
    code: 'too-large',
    severity: 'error',
    message: `${path} is too large: reading it takes more than the ${inMebibytes(limitBytes)} of memory that a run may have`,
    remedy: 'Cut the log down to the time or the events that matter, or allow a run more memory',
    path,
  };
}

export function emptySample(path: string, table: string | undefined): SampleProblem {
  return {
    code: 'empty',
    severity: 'error',
    message: `${path} holds no rows`,
    remedy: 'Choose a log with events in it',
    path,
    ...(table === undefined ? {} : { table }),
  };
}

export function unknownTable(path: string, wanted: readonly string[]): SampleProblem {
  const example = wanted[0] ?? 'W3CIISLog';
  return {
    code: 'unknown-table',
    severity: 'error',
    message: `It cannot be told which table ${path} is: neither its name, a W3C header nor a \`Type\` column says`,
    remedy: `Name the file after its table (\`${example}.csv\`), or give the table with it (\`${example}=${path}\`)`,
    path,
  };
}

export function columnsDoNotFit(path: string, table: string, found: readonly string[], expected: readonly string[]): SampleProblem {
  return {
    code: 'columns-do-not-fit',
    severity: 'error',
    message: `${path} is no ${table}: it has ${listed(found)}, of which the table has none; the table has ${listed(expected)}`,
    remedy: `Export the log with the column names of ${table}, or name the file after the table it is`,
    path,
    table,
  };
}

export function rowsSkipped(
  path: string,
  count: number,
  first: readonly { readonly line: number; readonly reason: string }[],
): SampleProblem {
  const rows = count === 1 ? '1 row' : `${count} rows`;
  const shown = first.slice(0, 3).map((row) => `line ${row.line}: ${row.reason}`);
  return {
    code: 'rows-skipped',
    severity: 'note',
    message: `${rows} of ${path} could not be read (${shown.join('; ')}${count > shown.length ? '; …' : ''})`,
    path,
  };
}

export function valuesDoNotFit(path: string, column: string, type: string, count: number): SampleProblem {
  const values = count === 1 ? '1 value is' : `${count} values are`;
  return {
    code: 'values-do-not-fit',
    severity: 'note',
    message: `${values} no ${type} in column \`${column}\` of ${path}: taken as null`,
    path,
  };
}

export function changedWhileRead(path: string, rows: number): SampleProblem {
  return {
    code: 'changed-while-read',
    severity: 'note',
    message: `${path} was being written while it was read: its first ${rows} rows are used`,
    remedy: 'Run again when the file is complete',
    path,
  };
}

export function assumedSample(path: string, table: string, message: string): SampleProblem {
  return { code: 'assumed', severity: 'note', message, path, table };
}

function listed(names: readonly string[]): string {
  const limit = 12;
  const shown = names.slice(0, limit).map((name) => `\`${name}\``);
  return names.length > limit ? `${shown.join(', ')} and ${names.length - limit} more` : shown.join(', ');
}
