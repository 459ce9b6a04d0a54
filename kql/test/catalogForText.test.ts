import { describe, expect, it } from 'vitest';
import { catalogForText, createCatalog } from '../src/index.ts';

const catalog = createCatalog(
  ['Alpha', 'Beta', 'Gamma', 'Odd-Name'].map((name) => ({ name, columns: [] })),
  [
    { name: 'Outer', parameters: [], body: 'Inner | where x' },
    { name: 'Inner', parameters: [], body: 'Gamma' },
  ],
);

/** The names that are left for `text`. */
function left(text: string): string {
  const part = catalogForText(catalog, text);
  return part === catalog ? 'all' : [...part.tables.keys(), ...part.functions.keys()].join(' ');
}

describe('the catalog of a text', () => {
  for (const [text, expected] of [
    ['Alpha | where b == 1', 'Alpha'],
    ['print "no table"', ''],
    ['// Beta\nAlpha', 'Alpha Beta'],
    ['Outer | join Alpha on x', 'Alpha Gamma Outer Inner'],
    ["['Odd-Name'] | count", 'Odd-Name'],
    ['union *', 'all'],
    ['Al* | count', 'all'],
    ['search "x"', 'all'],
  ]) {
    it(text, () => expect(left(text)).toBe(expected));
  }

  it('is the same object for the same names, so that its symbols are made once', () => {
    expect(catalogForText(catalog, 'Alpha | take 1')).toBe(catalogForText(catalog, 'Alpha | count'));
  });
});
