/** A place in the grid. Row -1 is the header. */
export interface CellPosition {
  readonly row: number;
  readonly column: number;
}

/** A block of cells, all ends included. */
export interface CellRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** The active cell, and the block between it and the cell where the selection began. */
export interface GridSelection {
  readonly active: CellPosition;
  readonly anchor: CellPosition;
}

export const headerRow = -1;

export function rangeOf({ active, anchor }: GridSelection): CellRange {
  return {
    top: Math.min(active.row, anchor.row),
    bottom: Math.max(active.row, anchor.row),
    left: Math.min(active.column, anchor.column),
    right: Math.max(active.column, anchor.column),
  };
}

export function contains(range: CellRange, row: number, column: number): boolean {
  return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
}

/** How far the keys move: the table's size and the rows that fit on the screen. */
export interface GridExtent {
  readonly rows: number;
  readonly columns: number;
  readonly pageRows: number;
}

/** The keys that matter of a keyboard event; `control` is Ctrl, or Cmd on a Mac. */
export interface KeyStroke {
  readonly key: string;
  readonly control: boolean;
  readonly shift: boolean;
}

/** The selection after a key that moves; undefined for any other key. */
export function moveSelection(selection: GridSelection, stroke: KeyStroke, extent: GridExtent): GridSelection | undefined {
  if (stroke.control && stroke.key.toLowerCase() === 'a') return selectAll(extent);
  const target = targetOf(selection.active, stroke, extent);
  if (target === undefined) return undefined;
  const active = clampPosition(target, extent);
  const extends_ = stroke.shift && active.row !== headerRow && selection.anchor.row !== headerRow;
  return { active, anchor: extends_ ? selection.anchor : active };
}

function targetOf({ row, column }: CellPosition, stroke: KeyStroke, extent: GridExtent): CellPosition | undefined {
  const { control } = stroke;
  switch (stroke.key) {
    case 'ArrowUp':
      return { row: control ? 0 : row - 1, column };
    case 'ArrowDown':
      return { row: control ? extent.rows - 1 : row + 1, column };
    case 'ArrowLeft':
      return { row, column: control ? 0 : column - 1 };
    case 'ArrowRight':
      return { row, column: control ? extent.columns - 1 : column + 1 };
    case 'PageUp':
      return { row: Math.max(0, row - extent.pageRows), column };
    case 'PageDown':
      return { row: row + extent.pageRows, column };
    case 'Home':
      return { row: control ? 0 : row, column: 0 };
    case 'End':
      return { row: control ? extent.rows - 1 : row, column: extent.columns - 1 };
    default:
      return undefined;
  }
}

function selectAll(extent: GridExtent): GridSelection | undefined {
  if (extent.rows === 0) return undefined;
  return { anchor: { row: 0, column: 0 }, active: { row: extent.rows - 1, column: extent.columns - 1 } };
}

/** The nearest position that exists. */
export function clampPosition({ row, column }: CellPosition, extent: GridExtent): CellPosition {
  return {
    row: Math.max(headerRow, Math.min(extent.rows - 1, row)),
    column: Math.max(0, Math.min(extent.columns - 1, column)),
  };
}
