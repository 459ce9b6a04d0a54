import { describe, expect, it } from 'vitest';
import { bindQuery } from '../src/bind.ts';
import { occurrenceAt, renameSymbol, symbolIndexOf } from '../src/editing/index.ts';
import { standardCatalog } from '../src/standardCatalog.ts';

const catalog = standardCatalog();

/** What becomes of the query when the name at `$0` is renamed; the reason where it is not. */
function rename(marked: string, newName: string): string {
  const query = bindQuery(marked.replace('$0', ''), catalog);
  const at = occurrenceAt(symbolIndexOf(query), marked.indexOf('$0'));
  if (at === undefined) throw new Error('nothing is named there');
  const renamed = renameSymbol(query, at.symbol, newName);
  return renamed.kind === 'edits' ? renamed.text : `refused: ${renamed.reason}`;
}

describe('a name is renamed wherever it is the same', () => {
  it.each([
    ['let a$0 = "a"; print a, "a" // a', 'let n = "a"; print n, "a" // a'],
    ['let f$0 = () { 1 }; print f()', 'let n = () { 1 }; print n()'],
    ['let x = 1; let f = (x$0: int) { x }; print f(x)', 'let x = 1; let f = (n: int) { n }; print f(x)'],
    ['W3CIISLog | extend a$0 = cIP | where a == "a" | project a', 'W3CIISLog | extend n = cIP | where n == "a" | project n'],
    ['print a = 1 | extend a = a$0 + 1 | project a', 'print n = 1 | extend n = n + 1 | project n'],
    ['W3CIISLog | summarize count() by cIP | where count_$0 > 1', 'W3CIISLog | summarize n = count() by cIP | where n > 1'],
    ['print a = 1 | summarize sum(a$0) | where sum_a > 1', 'print n = 1 | summarize sum_a = sum(n) | where sum_a > 1'],
    ['print a = 1 | summarize count() by bin(a$0, 2) | project a', 'print n = 1 | summarize count() by bin(n, 2) | project n'],
    ['print a = 1 | join kind=inner (print a = 2) on a$0 | project a', 'print n = 1 | join kind=inner (print n = 2) on n | project n'],
    ["print ['a b'] = 1 | where ['a b']$0 == 1", 'print n = 1 | where n == 1'],
    [
      'W3CIISLog | summarize by bin(TimeGenerated, 1h) | where TimeGenerated$0 > ago(1d)',
      'W3CIISLog | summarize by n = bin(TimeGenerated, 1h) | where n > ago(1d)',
    ],
    ['let f = () { print a = 1 }; f | where a$0 == 1', 'let f = () { print n = 1 }; f | where n == 1'],
  ])('%s', (marked, expected) => {
    expect(rename(marked, 'n')).toBe(expected);
  });
});

describe('a rename that would change the meaning is refused', () => {
  it.each([
    ['W3CIISLog | where cIP$0 == ""', 'n', 'column of `W3CIISLog`'],
    ['W3CIISLog | extend cIP = tolower(cIP) | where cIP$0 == ""', 'n', 'column of `W3CIISLog`'],
    ['W3CIISLog$0 | take 1', 'n', 'table of the workspace'],
    ['_Im_Dns$0 | take 1', 'n', 'not declared in this query'],
    ['print strlen$0("a")', 'n', 'part of KQL'],
    ['Nobody_CL | where x$0 == ""', 'n', 'Nothing in the query makes `x`'],
    ['print x = 1, k = 1 | join kind=inner (print x = 2, k = 1) on k | where x1$0 > 1', 'n', 'gets its name from another column'],
    ['print x$0 = 1, k = 1 | join kind=inner (print x = 2, k = 1) on k | project k', 'n', '`x1` would get another name'],
    ['let a$0 = 1; let b = 2; print a + b', 'b', 'not be valid'],
    ['print a$0 = 1, b = 2 | project a, b', 'b', '`b`'],
    ['let n = 1; print a$0 = 2 | extend c = a + n', 'n', '`n`'],
    ['print ax$0 = 1, ay = 2 | project-away a*', 'n', '`n`'],
    ['print a$0 = 1 | where column_ifexists("a", 2) == 1', 'n', 'up by a string'],
    ['print a$0 = 1 | extend all = pack_all()', 'n', '`pack_all`'],
    ['print a$0 = 1', 'a b', 'is no name'],
    ['print a$0 = 1', '1a', 'is no name'],
  ])('%s to %s', (marked, newName, reason) => {
    const refusal = rename(marked, newName);
    expect(refusal).toMatch(/^refused: /);
    expect(refusal).toContain(reason);
  });
});
