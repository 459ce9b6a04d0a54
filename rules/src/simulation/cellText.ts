import { encodeValue, stringifyJson, type Table } from '@rulesmith/engine';

/** The value of a cell as an alert shows it: text as it is, JSON for a dynamic value; '' for null and for a column that is not there. */
export function cellText(table: Table, column: string, row: number): string {
  const cells = table.column(column)?.force();
  if (cells === undefined || row >= table.rowCount) return '';
  const encoded = encodeValue(cells.get(row), cells.type);
  if (encoded === null) return '';
  return typeof encoded === 'string' ? encoded : stringifyJson(encoded);
}
