import type { ColumnInfo } from '@rulesmith/protocol';
import { shownCellText } from '../text.ts';
import type { Row } from './rowSource.ts';

const characterWidth = 7.3;
const cellPadding = 18;
const minWidth = 48;
const maxFittedWidth = 380;
const maxWidth = 2000;
const rowsToMeasure = 60;

const numericTypes = new Set(['int', 'long', 'real', 'decimal']);

/** Whether values of this column are aligned to the right. */
export function isNumeric(column: ColumnInfo): boolean {
  return numericTypes.has(column.type);
}

/** Widths of the columns in pixels and where each begins, behind the column of row numbers. */
export class ColumnLayout {
  readonly columns: readonly ColumnInfo[];
  readonly #widths: number[];
  /** Left edge of each column, and at the end the right edge of the last one. */
  #edges: number[] = [];
  #gutter = minWidth;
  #fitted = false;

  constructor(columns: readonly ColumnInfo[]) {
    this.columns = columns;
    this.#widths = columns.map((column) => clamp((column.name.length + column.type.length + 3) * characterWidth + cellPadding));
    this.#place();
  }

  /** Width of the column of row numbers. */
  get gutter(): number {
    return this.#gutter;
  }

  get totalWidth(): number {
    return this.#edges.at(-1) ?? this.#gutter;
  }

  get widths(): readonly number[] {
    return this.#widths;
  }

  left(column: number): number {
    return this.#edges[column] ?? this.#gutter;
  }

  width(column: number): number {
    return this.#widths[column] ?? minWidth;
  }

  resize(column: number, width: number): void {
    this.#widths[column] = Math.min(maxWidth, Math.max(minWidth, width));
    this.#place();
  }

  /** Widths that were saved for the same columns. */
  restore(widths: readonly number[]): void {
    if (widths.length !== this.#widths.length) return;
    this.#fitted = true;
    for (const [column, width] of widths.entries()) this.#widths[column] = width;
    this.#place();
  }

  /** Makes room for the values of the first rows, once, and for the largest row number. */
  fit(rows: readonly Row[], rowCount: number): void {
    this.#gutter = Math.max(minWidth, String(rowCount).length * characterWidth + cellPadding);
    if (!this.#fitted) {
      this.#fitted = rows.length > 0;
      for (const column of this.#widths.keys()) this.#widths[column] = Math.max(this.width(column), fittedWidth(rows, column));
    }
    this.#place();
  }

  /** The columns that are seen between two horizontal positions: first, and the one behind the last. */
  visible(left: number, right: number): { readonly from: number; readonly to: number } {
    let from = 0;
    while (from < this.#widths.length - 1 && this.left(from + 1) <= left) from++;
    let to = from;
    while (to < this.#widths.length && this.left(to) < right) to++;
    return { from, to };
  }

  #place(): void {
    this.#edges = [this.#gutter];
    for (const width of this.#widths) this.#edges.push((this.#edges.at(-1) ?? 0) + width);
  }
}

function fittedWidth(rows: readonly Row[], column: number): number {
  let longest = 0;
  for (const row of rows.slice(0, rowsToMeasure)) longest = Math.max(longest, shownCellText(row[column] ?? null).length);
  return clamp(longest * characterWidth + cellPadding);
}

function clamp(width: number): number {
  return Math.round(Math.min(maxFittedWidth, Math.max(minWidth, width)));
}
