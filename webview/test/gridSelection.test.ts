import { describe, expect, test } from 'vitest';
import { type GridSelection, moveSelection } from '../src/grid/gridSelection.ts';

const extent = { rows: 100, columns: 5, pageRows: 10 };

/** `3,2` is a cell, `3,2-5,4` a selection from the first to the second, which is active. */
function parse(text: string): GridSelection {
  const [anchor, active = anchor] = text.split('-').map((cell) => {
    const [row = 0, column = 0] = cell.replace('h', '-1').split(',').map(Number);
    return { row, column };
  });
  if (anchor === undefined || active === undefined) throw new Error(`${text} is no selection`);
  return { anchor, active };
}

function print({ anchor, active }: GridSelection): string {
  const [from, to] = [anchor, active].map(({ row, column }) => `${row === -1 ? 'h' : row},${column}`);
  return from === to ? `${from}` : `${from}-${to}`;
}

describe('a key moves the selection', () => {
  function check(before: string, keys: string, after: string | undefined): void {
    const parts = keys.split('+');
    const stroke = { key: parts.at(-1) ?? '', control: parts.includes('Ctrl'), shift: parts.includes('Shift') };
    const moved = moveSelection(parse(before), stroke, extent);
    expect(moved && print(moved)).toBe(after);
  }

  test.each([
    ['0,0', 'ArrowDown', '1,0'],
    ['0,0', 'ArrowUp', 'h,0'],
    ['h,2', 'ArrowDown', '0,2'],
    ['h,2', 'ArrowUp', 'h,2'],
    ['99,4', 'ArrowDown', '99,4'],
    ['99,4', 'ArrowRight', '99,4'],
    ['5,0', 'ArrowLeft', '5,0'],
    ['5,1', 'PageDown', '15,1'],
    ['5,1', 'PageUp', '0,1'],
    ['95,1', 'PageDown', '99,1'],
    ['5,3', 'Home', '5,0'],
    ['5,3', 'End', '5,4'],
    ['5,3', 'Ctrl+Home', '0,0'],
    ['5,3', 'Ctrl+End', '99,4'],
    ['5,3', 'Ctrl+ArrowDown', '99,3'],
    ['5,3', 'Shift+ArrowDown', '5,3-6,3'],
    ['5,3-6,3', 'Shift+ArrowRight', '5,3-6,4'],
    ['5,3-6,4', 'ArrowLeft', '6,3'],
    ['5,3', 'Ctrl+a', '0,0-99,4'],
    ['5,3', 'x', undefined],
  ])('%s with %s gives %s', check);

  test('in an empty table selects nothing', () => {
    expect(moveSelection(parse('0,0'), { key: 'a', control: true, shift: false }, { rows: 0, columns: 2, pageRows: 5 })).toBeUndefined();
  });
});
