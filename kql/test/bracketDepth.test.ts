import { expect, test } from 'vitest';
import { bracketDepth } from '../src/bracketDepth.ts';

test.each([
  ['', 0],
  ['T | where (a and (b or c[0]))', 3],
  ['print "((((", 1 // ((((', 0],
  ["print '(', @'\\', (1)", 1],
  ['print "a\\"((", (1)', 1],
  ['print "not closed ((\n| where (x)', 1],
  [')))(', 1],
  ['dynamic({"a":[{}]})', 4],
])('%j', (text, depth) => {
  expect(bracketDepth(text)).toBe(depth);
});
