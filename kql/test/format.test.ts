import { describe, expect, it } from 'vitest';
import { bindQuery } from '../src/bind.ts';
import { applyEdits, formatEdits, hasSameLexemes } from '../src/editing/index.ts';
import { standardCatalog } from '../src/standardCatalog.ts';

const catalog = standardCatalog();
const format = (text: string) => applyEdits(text, formatEdits(bindQuery(text, catalog)));

describe('formatting changes the space between tokens', () => {
  it.each([
    ['blanks', 'print a=1,b = f( 2 )', 'print a = 1, b = f(2)'],
    ['lists of operators', 'print a = 1 in(1,2)', 'print a = 1 in (1, 2)'],
    [
      'parameters of operators and calls',
      '_Im_Dns(starttime=ago(1h))|join kind = inner(T) on a',
      '_Im_Dns(starttime=ago(1h)) | join kind=inner (T) on a',
    ],
    ['comments', 'print 1 // a\n  // b\n| take 1 // c', 'print 1 // a\n// b\n| take 1 // c'],
    ['empty lines', 'let a=1;\n\n\nprint a', 'let a = 1;\n\n\nprint a'],
    ['line breaks inside an expression', 'T\n| where a == 1\n    and b == 2', 'T\n| where a == 1\n    and b == 2'],
  ])('%s', (_what, text, expected) => {
    expect(format(text)).toBe(expected);
    expect(format(expected)).toBe(expected);
    expect(hasSameLexemes(text, expected)).toBe(true);
  });

  it.each(['', ' ', '// only', 'print (', 'print "open', ')))', 'T | where'])('%j is left as it is', (text) => {
    expect(format(text)).toBe(text);
  });
});
