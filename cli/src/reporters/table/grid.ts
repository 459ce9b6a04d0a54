/** The rows as a grid for a terminal. */
import { encodeRows, stringifyJson } from '@rulesmith/engine';
import { cutToWidth, displayWidth, padToWidth, plainText } from '../../plainText.ts';
import { type RowsToPrint, textOfCell } from './tableReporter.ts';

/** No column is wider than this, whatever a log holds. */
const widestCell = 60;
/** Columns are as wide as the first rows need. */
const measuredRows = 1000;

/** The grid; `width` is that of the terminal, which narrows wide columns (undefined: as wide as it gets). */
export function* gridReporter({ table, limit }: RowsToPrint, width?: number): Iterable<string> {
  const count = Math.min(limit, table.rowCount);
  if (table.schema.length === 0) return;
  const names = table.schema.map((column) => plainText(column.name));
  const measured = textRows(table, 0, Math.min(count, measuredRows));
  const widths = columnWidths(names, measured, width);
  yield `${line(names, widths)}\n${widths.map((each) => '─'.repeat(each)).join('  ')}\n`;
  for (let from = 0; from < count; from += measuredRows) {
    const rows = from === 0 ? measured : textRows(table, from, Math.min(count, from + measuredRows));
    yield rows.map((row) => `${line(row, widths)}\n`).join('');
  }
  if (count < table.rowCount) yield `… and ${table.rowCount - count} more rows (--limit)\n`;
}

function textRows(table: RowsToPrint['table'], from: number, to: number): string[][] {
  return encodeRows(table, from, to).map((row) => row.map((value) => plainText(textOfCell(value, stringifyJson))));
}

function columnWidths(names: readonly string[], rows: readonly (readonly string[])[], width: number | undefined): number[] {
  const widths = names.map((name, column) => {
    const widest = rows.reduce((most, row) => Math.max(most, displayWidth(row[column] ?? '')), displayWidth(name));
    return Math.min(widest, widestCell);
  });
  if (width === undefined) return widths;
  const least = 12;
  while (total(widths) > width && Math.max(...widths) > least) {
    const widest = widths.indexOf(Math.max(...widths));
    widths[widest] = Math.max(least, Math.floor((widths[widest] as number) * 0.8));
  }
  return widths;
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, each) => sum + each + 2, -2);
}

function line(cells: readonly string[], widths: readonly number[]): string {
  return cells
    .map((cell, column) => padToWidth(cutToWidth(cell, widths[column] ?? widestCell), widths[column] ?? 0))
    .join('  ')
    .trimEnd();
}
