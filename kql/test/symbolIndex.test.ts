import { describe, expect, it } from 'vitest';
import { bindQuery } from '../src/bind.ts';
import { createCatalog } from '../src/catalog.ts';
import { occurrenceAt, symbolIndexOf } from '../src/editing/index.ts';
import { standardCatalog } from '../src/standardCatalog.ts';

const catalog = standardCatalog();

/** The text with every place that names what stands at `$0` in `[…]`, those that make it in `[=…]`, and expressions that imply it in `[~…]`. */
function places(marked: string, known = catalog): string {
  const text = marked.replace('$0', '');
  const index = symbolIndexOf(bindQuery(text, known));
  const at = occurrenceAt(index, marked.indexOf('$0'));
  if (at === undefined) return text;
  const names = index.occurrences.filter(({ symbol }) => symbol === at.symbol);
  const implied = (index.symbols[at.symbol]?.declarations ?? []).filter(({ written }) => !written);
  const marks = [
    ...names.map(({ span, declares }) => ({ span, open: declares ? '[=' : '[' })),
    ...implied.map(({ span }) => ({ span, open: '[~' })),
  ];
  const inserted = marks.flatMap(({ span, open }) => [
    { offset: span.start, mark: open },
    { offset: span.end, mark: ']' },
  ]);
  return inserted
    .sort((a, b) => b.offset - a.offset)
    .reduce((result, { offset, mark }) => result.slice(0, offset) + mark + result.slice(offset), text);
}

describe('the places of one name', () => {
  it.each([
    ['let a$0 = 1; print a + a', 'let [=a] = 1; print [a] + [a]'],
    ['let T = W3CIISLog; T$0 | join (T) on cIP', 'let [=T] = W3CIISLog; [T] | join ([T]) on cIP'],
    ['let f = (n: int) { n$0 + 1 }; print f(2)', 'let f = ([=n]: int) { [n] + 1 }; print f(2)'],
    ['let f$0 = () { 1 }; print f() + f', 'let [=f] = () { 1 }; print [f]() + [f]'],
    ['let n = 1; let f = (n: int) { n }; print n$0, f(2)', 'let [=n] = 1; let f = (n: int) { n }; print [n], f(2)'],
    ['W3CIISLog | as hits | union hit$0s', 'W3CIISLog | as [=hits] | union [hits]'],
    ['declare query_parameters(x: long); print x$0', 'declare query_parameters([=x]: long); print [x]'],
    ['W3CIISLog$0 | union W3CIISLog', '[W3CIISLog] | union [W3CIISLog]'],
    ['W3CIISLog | extend a = 1 | extend b = a | where a$0 > b', 'W3CIISLog | extend [=a] = 1 | extend b = [a] | where [a] > b'],
    ['W3CIISLog | extend a = 1 | extend a = a + 1 | where a$0 > 1', 'W3CIISLog | extend a = 1 | extend [=a] = a + 1 | where [a] > 1'],
    ['W3CIISLog | extend a = 1 | extend a = a$0 + 1 | where a > 1', 'W3CIISLog | extend [=a] = 1 | extend a = [a] + 1 | where a > 1'],
    ['W3CIISLog | summarize count() by cIP | where count_$0 > 1', 'W3CIISLog | summarize [~count()] by cIP | where [count_] > 1'],
    ['W3CIISLog | project-rename ip = cIP | where ip$0 == ""', 'W3CIISLog | project-rename [=ip] = cIP | where [ip] == ""'],
    ['W3CIISLog | parse cIP with a$0: int "." * | where a > 1', 'W3CIISLog | parse cIP with [=a]: int "." * | where [a] > 1'],
    ['W3CIISLog | parse-kv cIP as (k$0: string) | where k == ""', 'W3CIISLog | parse-kv cIP as ([=k]: string) | where [k] == ""'],
    ['print d = dynamic([1]) | mv-expand d | where d$0 == 1', 'print [=d] = dynamic([1]) | mv-expand [d] | where [d] == 1'],
    ['print d = dynamic([1]) | mv-apply e = d on (where e$0 == 1)', 'print d = dynamic([1]) | mv-apply [=e] = d on (where [e] == 1)'],
    ['range i$0 from 1 to 3 step 1 | where i > 1', 'range [=i] from 1 to 3 step 1 | where [i] > 1'],
    ['W3CIISLog | count as n | where n$0 > 1', 'W3CIISLog | count as [=n] | where [n] > 1'],
    ['union withsource=src W3CIISLog | where src$0 == ""', 'union withsource=[=src] W3CIISLog | where [src] == ""'],
    ["datatable(['a b']: int)[1] | where ['a b']$0 > 1", "datatable([=['a b']]: int)[1] | where [['a b']] > 1"],
    [
      'print x = 1 | join kind=inner (print x = 2) on $left.x$0 == $right.x',
      'print [=x] = 1 | join kind=inner (print x = 2) on $left.[x] == $right.x',
    ],
    ['print x = 1 | join kind=inner (print x = 2) on x$0', 'print [=x] = 1 | join kind=inner (print [=x] = 2) on [x]'],
    ['print x = 1 | union (print x = 2) | where x$0 > 1', 'print [=x] = 1 | union (print [=x] = 2) | where [x] > 1'],
    ['let f = () { print q = 1 }; f | where q$0 > 1', 'let f = () { print [=q] = 1 }; f | where [q] > 1'],
    [
      'let f = (T: (x: int)) { T | where x > 1 }; f(datatable(x$0: int)[1])',
      'let f = (T: ([=x]: int)) { T | where [x] > 1 }; f(datatable([=x]: int)[1])',
    ],
    [
      'print h = 5 | summarize count() by bin(h$0, 2) | where h > 1',
      'print [=h] = 5 | summarize count() by [~bin([h], 2)] | where [h] > 1',
    ],
    ['print x = 1 | summarize arg_max(x, *) | where x$0 > 1', 'print [=x] = 1 | summarize arg_max([x], *) | where [x] > 1'],
    [
      'W3CIISLog | make-series c = count() on TimeGenerated step 1h | where c$0 > 1',
      'W3CIISLog | make-series [=c] = count() on TimeGenerated step 1h | where [c] > 1',
    ],
    [
      'W3CIISLog | scan declare (s: long) with (step a: true => s$0 = a.s;)',
      'W3CIISLog | scan declare ([=s]: long) with (step a: true => [s] = a.[s];)',
    ],
  ])('%s', (marked, expected) => {
    expect(places(marked)).toBe(expected);
  });

  it.each(['print "a$0"', 'print 1 // a$0', 'print x = dynamic({"a": 1}) | project x.a$0', 'W3CIISLog | project-away c$0*'])(
    '%s names nothing',
    (marked) => {
      expect(places(marked)).toBe(marked.replace('$0', ''));
    },
  );
});

describe('what a name comes from', () => {
  const origin = (marked: string, known = catalog) => {
    const index = symbolIndexOf(bindQuery(marked.replace('$0', ''), known));
    return index.symbols[occurrenceAt(index, marked.indexOf('$0'))?.symbol ?? -1]?.origin;
  };

  it.each([
    ['W3CIISLog | where cIP$0 == ""', { kind: 'schema', owners: ['W3CIISLog'] }],
    ['Event | union SecurityEvent | where Computer$0 == ""', { kind: 'schema', owners: ['Event', 'SecurityEvent'] }],
    ['_Im_Dns | where SrcIpAddr$0 == ""', { kind: 'schema', owners: ['_Im_Dns'] }],
    ['Nobody_CL | where x$0 == ""', { kind: 'unknown' }],
    ['W3CIISLog$0', { kind: 'catalog' }],
    ['_Im_Dns$0()', { kind: 'catalog' }],
    ['print strlen$0("")', { kind: 'built-in' }],
    ['W3CIISLog | summarize by bin(TimeGenerated, 1h) | where TimeGenerated$0 > ago(1d)', { kind: 'query' }],
  ])('%s', (marked, expected) => {
    expect(origin(marked)).toEqual(expected);
  });

  it('a function with a body elsewhere owns the columns it makes', () => {
    const known = createCatalog([], [{ name: 'Logons', parameters: [], body: 'print User = "x"' }]);
    expect(origin('Logons | where User$0 == ""', known)).toEqual({ kind: 'schema', owners: ['Logons'] });
  });

  it('a column that a join renames is derived from the one it was', () => {
    const index = symbolIndexOf(bindQuery('print x = 1, k = 1 | join kind=inner (print x = 2, k = 1) on k | where x1 > 1', catalog));
    const renamed = index.symbols.find(({ name }) => name === 'x1');
    expect(renamed?.derivedFrom.map((number) => index.symbols[number]?.declarations[0]?.span.start)).toEqual([44]);
  });

  it('the columns of the result lead to their symbols', () => {
    const index = symbolIndexOf(bindQuery('W3CIISLog | summarize Hits = count() by cIP', catalog));
    expect([...index.result].map(([name, number]) => [name, index.symbols[number]?.origin.kind])).toEqual([
      ['cIP', 'schema'],
      ['Hits', 'query'],
    ]);
  });
});

it('never throws, whatever is typed', () => {
  const text =
    "let f=(T:(x:int)){T|extend y=x};let a=datatable(x:int,['b c']:string)[1,'\"']; f(a) | join kind=inner (W3CIISLog | count as x) on $left.x == $right.x | mv-expand t=y | summarize count(), arg_max(x, *) by bin(x, 2)";
  for (let end = 0; end <= text.length; end++) {
    const { occurrences } = symbolIndexOf(bindQuery(text.slice(0, end), catalog));
    for (const [at, { span }] of occurrences.entries()) expect(span.start).toBeGreaterThanOrEqual(occurrences[at - 1]?.span.end ?? 0);
  }
});
