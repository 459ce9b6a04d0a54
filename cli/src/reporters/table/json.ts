/** Columns and rows as one JSON object, in pieces. */
import { encodeRows, stringifyJson, type Table } from '@rulesmith/engine';
import { pageRows, type RowsToPrint } from './tableReporter.ts';

/** `{"columns": …, "rows": …}` on one line. */
export function* jsonReporter(rows: RowsToPrint): Iterable<string> {
  yield `{"columns":${columnsJson(rows.table)},"rows":`;
  yield* rowsJson(rows);
  yield '}\n';
}

/** The columns of a result: a JSON array of name and type. */
export function columnsJson(table: Table): string {
  return stringifyJson(table.schema.map(({ name, type }) => ({ name, type })));
}

/** The rows as a JSON array of arrays. */
export function* rowsJson({ table, limit }: RowsToPrint): Iterable<string> {
  const count = Math.min(limit, table.rowCount);
  yield '[';
  for (let from = 0; from < count; from += pageRows) {
    const page = encodeRows(table, from, Math.min(count, from + pageRows))
      .map(stringifyJson)
      .join(',');
    yield from === 0 ? page : `,${page}`;
  }
  yield ']';
}
