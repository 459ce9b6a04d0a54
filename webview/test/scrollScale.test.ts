import { describe, expect, test } from 'vitest';
import { ScrollScale } from '../src/grid/scrollScale.ts';

const rowHeight = 22;
const viewHeight = 440;

describe('a table that fits on the surface', () => {
  const scale = new ScrollScale(100_000, rowHeight, viewHeight);

  test('is scrolled pixel by pixel', () => {
    expect(scale.height).toBe(2_200_000);
    expect(scale.firstRow(2200)).toBe(100);
    expect(scale.top(100, 2200)).toBe(2200);
  });

  test.each([
    ['a row above the view', 3, 2200, 66],
    ['a row in the view', 105, 2200, 2200],
    ['a row below the view', 120, 2200, 2222],
  ])('reveals %s', (_name, row, scrollTop, expected) => expect(scale.reveal(row, scrollTop)).toBe(expected));
});

describe('a table of five million rows', () => {
  const rowCount = 5_000_000;
  const scale = new ScrollScale(rowCount, rowHeight, viewHeight);
  const end = scale.height - viewHeight;

  test('is scrolled in proportion', () => {
    expect(scale.height).toBe(12_000_000);
    expect(Math.round(scale.firstRow(end))).toBe(rowCount - viewHeight / rowHeight);
  });

  test('shows its last row at the end of the view', () => {
    expect(Math.round(scale.top(rowCount - 1, end) - end)).toBe(viewHeight - rowHeight);
    expect(scale.reveal(rowCount - 1, 0)).toBeCloseTo(end, -1);
  });
});

test('a table smaller than the view is not scrolled', () => {
  expect(new ScrollScale(3, rowHeight, viewHeight).reveal(2, 0)).toBe(0);
});
