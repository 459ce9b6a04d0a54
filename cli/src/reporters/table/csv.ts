/** CSV (RFC 4180). A text that a spreadsheet would run as a formula is written with a `'` in front, which spreadsheets do not show. */
import { encodeRows, type JsonValue, stringifyJson } from '@rulesmith/engine';
import { pageRows, type RowsToPrint, textOfCell } from './tableReporter.ts';

export function* csvReporter({ table, limit }: RowsToPrint): Iterable<string> {
  const count = Math.min(limit, table.rowCount);
  yield `${table.schema.map((column) => csvText(column.name)).join(',')}\r\n`;
  for (let from = 0; from < count; from += pageRows) {
    const rows = encodeRows(table, from, Math.min(count, from + pageRows));
    yield rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
  }
}

function csvCell(value: JsonValue): string {
  return typeof value === 'string' ? csvText(value) : quoted(textOfCell(value, stringifyJson));
}

function csvText(text: string): string {
  return quoted(isFormula(text) ? `'${text}` : text);
}

/** A lone sign, as IIS writes for an absent field, and a number are no formulas. */
function isFormula(text: string): boolean {
  return /^[=+\-@\t\r]/.test(text) && text.length > 1 && !/^[+-]?\d+(?:\.\d+)?$/.test(text);
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
