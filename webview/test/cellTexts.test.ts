import { describe, expect, test } from 'vitest';
import { ExactNumber, parseExactJson } from '../src/exactJson.ts';
import { clipboardText } from '../src/grid/clipboardText.ts';
import { formatInstant, shownCellText } from '../src/text.ts';

describe('copied text', () => {
  const columns = [
    { name: 'a', type: 'string' },
    { name: 'b', type: 'long' },
  ];
  const range = (bottom: number, right: number) => ({ top: 0, left: 0, bottom, right });

  test('of one cell is its exact value', () => expect(clipboardText([['x\ty', 1]], columns, range(0, 0))).toBe('x\ty'));
  test('of null is empty', () => expect(clipboardText([[null, 1]], columns, range(0, 0))).toBe(''));
  test('of a block begins with the names of the columns', () => {
    expect(clipboardText([['x', 1]], columns, range(0, 1))).toBe('a\tb\nx\t1');
  });
  test('keeps a cell with tabs, quotes or line breaks one cell', () => {
    expect(clipboardText([['say "x"\n\ty', null]], columns, range(0, 1))).toBe('a\tb\n"say ""x""\n\ty"\t');
  });
});

describe('shown text', () => {
  test.each([
    ['a\r\nb\tc', 'a↵b⇥c'],
    ['x'.repeat(400), `${'x'.repeat(300)}…`],
    ['\u202Etxt.exe\u0000', '⟨U+202E⟩txt.exe⟨U+0000⟩'],
    [null, ''],
    [false, 'false'],
  ])('of %j', (cell, expected) => expect(shownCellText(cell)).toBe(expected));

  test.each([
    ['2024-05-01T12:00:00Z', '2024-05-01 12:00:00 UTC'],
    ['2024-05-01T12:00:00.1234567Z', '2024-05-01 12:00:00.1234567 UTC'],
    ['never', 'never'],
  ])('of the instant %s', (iso, expected) => expect(formatInstant(iso)).toBe(expected));
});

describe('JSON of a dynamic value', () => {
  test('keeps numbers as they were written', () => {
    expect(parseExactJson('[9007199254740993, 1.50]')).toEqual([new ExactNumber('9007199254740993'), new ExactNumber('1.50')]);
  });
  test('keeps a property named __proto__', () => {
    expect(parseExactJson('{"__proto__": true}')).toEqual(new Map([['__proto__', true]]));
  });
  test('is undefined where the text is none', () => expect(parseExactJson('{')).toBeUndefined());
  test('does not fail for nesting without end', () => {
    expect(() => parseExactJson('['.repeat(200_000) + ']'.repeat(200_000))).not.toThrow();
  });
});
