/** A JSON object a row, by column name. */
import { encodeRows, stringifyJson } from '@rulesmith/engine';
import { pageRows, type RowsToPrint } from './tableReporter.ts';

export function* ndjsonReporter({ table, limit }: RowsToPrint): Iterable<string> {
  const names = table.schema.map((column) => JSON.stringify(column.name));
  const count = Math.min(limit, table.rowCount);
  for (let from = 0; from < count; from += pageRows) {
    const rows = encodeRows(table, from, Math.min(count, from + pageRows));
    yield rows.map((row) => `{${row.map((value, column) => `${names[column]}:${stringifyJson(value)}`).join(',')}}\n`).join('');
  }
}
