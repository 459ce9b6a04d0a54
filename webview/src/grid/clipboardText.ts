import type { ColumnInfo } from '@rulesmith/protocol';
import { cellText } from '../text.ts';
import type { CellRange } from './gridSelection.ts';
import type { Row } from './rowSource.ts';

/** The cells of `rows` between the columns of `range` as tab-separated text; several cells get a line with the column names first. */
export function clipboardText(rows: readonly Row[], columns: readonly ColumnInfo[], range: CellRange): string {
  if (range.top === range.bottom && range.left === range.right) return cellText(rows[0]?.[range.left] ?? null);
  const header = columns.slice(range.left, range.right + 1).map((column) => quoted(column.name));
  const lines = rows.map((row) => row.slice(range.left, range.right + 1).map((cell) => quoted(cellText(cell))));
  return [header, ...lines].map((line) => line.join('\t')).join('\n');
}

/** Spreadsheets read a cell in double quotes as one, whatever it holds. */
function quoted(text: string): string {
  return /[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
