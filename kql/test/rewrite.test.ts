import { describe, expect, it } from 'vitest';
import { bindQuery } from '../src/bind.ts';
import { applyEdits, extractLet, hasSameLexemes, inlineLet, lexemesOf, modernizations } from '../src/editing/index.ts';
import { standardCatalog } from '../src/standardCatalog.ts';

const catalog = standardCatalog();

/** What extracting the part between `[[` and `]]` makes of the query. */
function extracted(marked: string): string | undefined {
  const [before = '', selected = ''] = marked.split(/\[\[|\]\]/);
  const query = bindQuery(marked.replace(/\[\[|\]\]/g, ''), catalog);
  const rewrite = extractLet(query, { start: before.length, end: before.length + selected.length });
  if (rewrite !== undefined) expect(applyEdits(query.text, rewrite.edits)).toBe(rewrite.text);
  return rewrite?.text;
}

/** What inlining the name at `$0` makes of the query. */
function inlined(marked: string): string | undefined {
  const query = bindQuery(marked.replace('$0', ''), catalog);
  const rewrite = inlineLet(query, marked.indexOf('$0'));
  if (rewrite !== undefined) expect(applyEdits(query.text, rewrite.edits)).toBe(rewrite.text);
  return rewrite?.text;
}

/** What each replacement makes of the query. */
function modernized(text: string): string[] {
  return modernizations(bindQuery(text, catalog), { start: 0, end: text.length }).map((rewrite) => rewrite.text);
}

describe('a selection becomes a let', () => {
  it.each([
    ['W3CIISLog | where TimeGenerated > [[ago(1h)]]', 'let extractedValue = ago(1h);\nW3CIISLog | where TimeGenerated > extractedValue'],
    [
      'W3CIISLog | where TimeGenerated > ago( [[ 1h ]])',
      'let extractedValue = 1h;\nW3CIISLog | where TimeGenerated > ago(  extractedValue )',
    ],
    ['W3CIISLog | where cIP in ([["a"]], "b")', 'let extractedValue = "a";\nW3CIISLog | where cIP in (extractedValue, "b")'],
    [
      '// why\nW3CIISLog // all\n| where cIP == [["a"]]',
      '// why\nlet extractedValue = "a";\nW3CIISLog // all\n| where cIP == extractedValue',
    ],
    ['[[W3CIISLog | where cIP == "a"]] | take 5', 'let extractedTable = W3CIISLog | where cIP == "a";\nextractedTable | take 5'],
    ['print a = 1 | join ([[print a = 2]]) on a', 'let extractedTable = print a = 2;\nprint a = 1 | join (extractedTable) on a'],
    [
      'let extractedValue = 1; print a = [[2]] + extractedValue',
      'let extractedValue = 1; let extractedValue2 = 2;\nprint a = extractedValue2 + extractedValue',
    ],
    [
      'let f = (a: int) { print x = a + [[1 * 2]] }; f(1)',
      'let extractedValue = 1 * 2;\nlet f = (a: int) { print x = a + extractedValue }; f(1)',
    ],
    [
      'W3CIISLog | where cIP == [[toscalar(W3CIISLog | summarize max(cIP))]]',
      'let extractedValue = toscalar(W3CIISLog | summarize max(cIP));\nW3CIISLog | where cIP == extractedValue',
    ],
  ])('%s', (marked, expected) => {
    expect(extracted(marked)).toBe(expected);
  });

  it.each([
    ['a condition of rows', 'W3CIISLog | where [[cIP == "a"]]'],
    ['a column', 'W3CIISLog | where [[cIP]] == "a"'],
    ['half a token', 'W3CIISLog | where cIP == "[[a]]"'],
    ['half an expression', 'print a = 1 + [[2 * 3 + 4]]'],
    ['a parameter', 'let f = (a: int) { print x = [[a + 1]] }; f(1)'],
    ['a local name', 'let f = () { let b = 1; print x = [[b + 1]] }; f()'],
    ['another value on each row', 'W3CIISLog | extend r = [[rand()]]'],
    ['arbitrary rows', '[[W3CIISLog | take 5]] | summarize count()'],
    ['a name for later', '[[W3CIISLog | as X]] | join (X) on cIP'],
    ['a place that wants a literal', 'datatable(a: long)[ [[1]] ]'],
    ['a list', 'W3CIISLog | where cIP in [[("a", "b")]]'],
    ['a broken query', 'print a = [[1]] | where ('],
    ['nothing', 'print a = [[]]1'],
  ])('not %s', (_what, marked) => {
    expect(extracted(marked)).toBeUndefined();
  });
});

describe('a let goes where its name stood', () => {
  it.each([
    ['let x = 1 + 2;\nprint a = x$0 * 3', 'print a = (1 + 2) * 3'],
    ['let x$0 = 1; print a = x, b = x', 'print a = 1, b = 1'],
    ['let t = 1h;\n\n// why\nW3CIISLog | where TimeGenerated > ago(t$0)', '\n// why\nW3CIISLog | where TimeGenerated > ago(1h)'],
    ['let T$0 = W3CIISLog | where cIP == "a";\nT | take 5', 'W3CIISLog | where cIP == "a" | take 5'],
    ['let T$0 = print a = 1;\nunion T, (print a = 2)', 'union (print a = 1), (print a = 2)'],
    ['let T$0 = print a = 1;\nprint a = 2 | join T on a', 'print a = 2 | join (print a = 1) on a'],
    ['let l$0 = dynamic(["a"]); W3CIISLog | where cIP in (l)', 'W3CIISLog | where cIP in (dynamic(["a"]))'],
    ['let a = 1; let b$0 = a; print c = b', 'let a = 1; print c = a'],
  ])('%s', (marked, expected) => {
    expect(inlined(marked)).toBe(expected);
  });

  it.each([
    ['a column stands in between', 'let a = 1; let b$0 = a + 1; print a = 5 | extend c = b'],
    ['a parameter stands in between', 'let a = 1; let b$0 = a + 1; let f = (a: long) { a + b }; print c = f(2)'],
    ['the column would lose its name', 'W3CIISLog | take 1 | extend z = 1; let x$0 = 1; print 2 | extend x'],
    ['a function', 'let f$0 = (x: int) { x }; print f(1)'],
    ['another value each time', 'let x$0 = rand(); print a = x, b = x'],
    ['computed once', 'let x$0 = materialize(W3CIISLog); union x, x'],
    ['arbitrary rows', 'let x$0 = W3CIISLog | take 5; union x, x'],
    ['a comment inside', 'let x$0 = // one\n 1; print y = x'],
    ['names of tables are told', 'let T$0 = print a = 1; union withsource=Source T, (print a = 2)'],
    ['nothing uses it', 'let x$0 = 1; print 2'],
    ['no let', 'W3CIISLog | where cIP$0 == "a"'],
  ])('not where %s', (_why, marked) => {
    expect(inlined(marked)).toBeUndefined();
  });
});

describe('the deprecated is replaced', () => {
  it.each([
    ['print a = parsejson("1")', ['print a = parse_json("1")']],
    ['print a = 1 | filter a == 1', ['print a = 1 | where a == 1']],
    ['W3CIISLog | summarize makeset(cIP)', ['W3CIISLog | summarize make_set(cIP, 128)']],
    ['W3CIISLog | summarize makelist(cIP, 5)', ['W3CIISLog | summarize make_list(cIP, 5)']],
    ['print a = dynamic([1]) | mvexpand a', ['print a = dynamic([1]) | mv-expand a limit 128']],
    ['print a = dynamic([1]) | mvexpand a limit 2', ['print a = dynamic([1]) | mv-expand a limit 2']],
    ['W3CIISLog | summarize any(cIP) by sIP', ['W3CIISLog | summarize any_cIP = take_any(cIP) by sIP']],
    ['print a = replace("x+", /* no comment */ "y")', []],
    ['print a = replace(@"x+", "y", "xx")', ['print a = replace_regex("xx", @"x+", "y")']],
    ['W3CIISLog | summarize argmax(TimeGenerated, *)', []],
    ['W3CIISLog | summarize any(*)', []],
    ['let parsejson = (a: string) { a }; print x = parsejson("1")', []],
  ])('%s', (text, expected) => {
    expect(modernized(text)).toEqual(expected);
  });
});

it.each(['', ' ', '// only', 'let x = "a // b"; // c\n\nT | where a !in~ (1h) \n// end', 'print "open', 'print ```a\nb```'])(
  'the tokens of %j make the text again',
  (text) => {
    expect(
      lexemesOf(text)
        .map((lexeme) => lexeme.trivia + lexeme.text)
        .join(''),
    ).toBe(text);
  },
);

it.each([
  ['', ' ', true],
  ['print 1', 'print  1', true],
  ['print 1 // a', 'print 1\n// a', true],
  ['print 1 // a', 'print 1 // b', false],
  ['print 1', 'print 1;', false],
])('%j and %j have the same tokens: %s', (a, b, same) => {
  expect(hasSameLexemes(a, b)).toBe(same);
});
