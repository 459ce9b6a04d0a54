import { describe, expect, test } from 'vitest';
import { queryPartAt, queryParts } from '../src/scratch/queryParts.ts';

describe('the queries of a text', () => {
  test.each([
    ['', []],
    ['\n \n', []],
    ['Hits', ['Hits']],
    ['Hits\n| take 1\n', ['Hits\n| take 1']],
    ['Hits\n\nW3CIISLog\n| count', ['Hits', 'W3CIISLog\n| count']],
    ['\n\n  Hits\n \t \n\nprint 1\n\n', ['  Hits', 'print 1']],
  ])('%j', (text, expected) => {
    const parts = queryParts(text);
    expect(parts.map((part) => part.text)).toEqual(expected);
    for (const part of parts) expect(text.slice(part.start, part.start + part.text.length)).toBe(part.text);
  });

  test.each([
    ['Hi$0ts\n\nprint 1', 'Hits'],
    ['Hits$0\n\nprint 1', 'Hits'],
    ['Hits\n$0\nprint 1', 'Hits'],
    ['Hits\n\n$0print 1', 'print 1'],
    ['Hits\n\nprint 1\n\n$0', 'print 1'],
    ['$0\n\nHits', 'Hits'],
    ['$0', undefined],
  ])('the one at the cursor in %j', (marked, expected) => {
    expect(queryPartAt(marked.replace('$0', ''), marked.indexOf('$0'))?.text).toBe(expected);
  });
});
