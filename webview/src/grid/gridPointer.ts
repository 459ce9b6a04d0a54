import { type CellPosition, headerRow } from './gridSelection.ts';

/** The cell under a pointer event; undefined where there is none. */
export function positionAt(event: Event): CellPosition | undefined {
  const cell = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-row]') : null;
  return cell === null ? undefined : { row: Number(cell.dataset.row), column: Number(cell.dataset.column) };
}

/** Selecting by pressing, dragging, and pressing with Shift. */
export function followSelectionDrag(grid: HTMLElement, select: (active: CellPosition, extend: boolean) => void): void {
  let dragging = false;
  grid.addEventListener('mousedown', (event) => {
    const position = positionAt(event);
    if (position === undefined || position.row === headerRow || event.button !== 0) return;
    dragging = true;
    select(position, event.shiftKey);
  });
  grid.addEventListener('mousemove', (event) => {
    const position = dragging && event.buttons === 1 ? positionAt(event) : undefined;
    if (position !== undefined && position.row !== headerRow) select(position, true);
  });
  window.addEventListener('mouseup', () => {
    dragging = false;
  });
}

export interface ColumnDrag {
  width(column: number): number;
  resize(column: number, width: number): void;
  /** The header was pressed and not dragged. */
  click(column: number): void;
}

/** Resizing by dragging a header's edge; a click on the rest of the header is a click. */
export function followColumnDrag(grid: HTMLElement, drag: ColumnDrag): void {
  grid.addEventListener('pointerdown', (event) => {
    const handle = event.target instanceof HTMLElement ? event.target.dataset.resize : undefined;
    if (handle === undefined) return;
    event.preventDefault();
    const column = Number(handle);
    const offset = drag.width(column) - event.clientX;
    const move = (moved: PointerEvent) => drag.resize(column, offset + moved.clientX);
    // The header is drawn anew while it is resized, so the window listens, not the handle.
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', () => window.removeEventListener('pointermove', move), { once: true });
  });
  grid.addEventListener('click', (event) => {
    const position = positionAt(event);
    const onHandle = event.target instanceof HTMLElement && event.target.dataset.resize !== undefined;
    if (position?.row === headerRow && !onHandle) drag.click(position.column);
  });
}
