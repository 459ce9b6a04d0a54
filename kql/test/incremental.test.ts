import { expect, test } from 'vitest';
import { symbolIndexOf } from '../src/editing/index.ts';
import { type BoundQuery, bindQuery, createCatalog } from '../src/index.ts';

const catalog = createCatalog(
  [
    {
      name: 'Logs',
      columns: [
        { name: 'Time', type: 'datetime' },
        { name: 'User', type: 'string' },
        { name: 'Code', type: 'int' },
      ],
    },
    {
      name: 'Users',
      columns: [
        { name: 'User', type: 'string' },
        { name: 'Mail', type: 'string' },
      ],
    },
    { name: 'Open_CL', columns: [{ name: 'Time', type: 'datetime' }], open: true },
  ],
  [
    { name: 'Recent', parameters: [], body: 'Logs | where Time > ago(1d)' },
    { name: 'OfCode', parameters: [{ name: 'c', type: 'int' }], body: 'Logs | where Code == c | project User' },
  ],
);

/** All that is known of a bound query, and the names in it. */
function knownOf(query: BoundQuery): unknown {
  const { syntax, diagnostics, result, resultIsOpen, tables } = query;
  return JSON.parse(JSON.stringify({ syntax, diagnostics, result, resultIsOpen, tables, names: symbolIndexOf(query) }));
}

/** Texts as they follow one another while somebody types. */
const sequences: Readonly<Record<string, readonly string[]>> = {
  'an operator in the middle': [
    'Logs | where Code == 1 | extend Late = Time > ago(1h) | summarize count() by User, Late',
    'Logs | where Code == 12 | extend Late = Time > ago(1h) | summarize count() by User, Late',
    'Logs | where Code == 12 | extend Later = Time > ago(1h) | summarize count() by User, Late',
    'Logs | where Code == 12 | extend Later = Time > ago(1h) | summarize count() by User, Later',
    'Logs | where Code == 12 | | summarize count() by User, Later',
  ],
  'the table that all follows from': [
    'Logs | where Code == 1 | project User',
    'Log | where Code == 1 | project User',
    'Users | where Code == 1 | project User',
  ],
  'a variable that the rest refers to': [
    'let a = Logs | where Code == 1; let b = a | extend X = 1; b | project User, X',
    'let a = Logs | where Code == 2; let b = a | extend X = 1; b | project User, X',
    'let a = Users; let b = a | extend X = 1; b | project User, X',
    'let aa = Users; let b = a | extend X = 1; b | project User, X',
  ],
  'a constant that a filter uses': [
    'let limit = 5; Logs | where Code > limit | project User',
    'let limit = "5"; Logs | where Code > limit | project User',
    'let User = 5; Logs | where Code > User | project User',
  ],
  'a function and its calls': [
    'let f = (c: int) { Logs | where Code == c }; let g = f(1) | project User; union g, (f(2) | project User)',
    'let f = (c: int) { Logs | where Code == c | extend Y = c }; let g = f(1) | project User; union g, (f(2) | project User)',
    'let f = (c: string) { Logs | where Code == c | extend Y = c }; let g = f(1) | project User; union g, (f(2) | project Y)',
    'let f = (c: string) { Logs | where User == c | extend Y = c }; let g = f("1") | project User, Y; union g, (f("2") | project Y)',
  ],
  'what lies between a function and its calls': [
    'let f = (c: int) { Logs | where Code == c }; let h = 5; let g = f(1); union g, Logs',
    'let f = (c: int) { Logs | where Code == c }; let h = 555; let g = f(1); union g, Logs',
    'let f = (c: int) { Logs | where Code == c }; let h = 55; let g = f(1); union g, Logs | take h',
  ],
  'a call that comes to be wrong': [
    'let f = (t: datetime, ip: string) { Logs | where Time > t | project User }; f(datetime(2020-01-01), "x")',
    'let f = (t: datetime, ip: string) { Logs | where Time > t | project User }; f(datetim(2020-01-01), "x")',
  ],
  'functions of the catalog': [
    'Recent | where Code == 1 | join kind=inner (OfCode(3)) on User',
    'Recent | where Code == 1 | join kind=inner (OfCode(4)) on User | extend Z = User1',
  ],
  'columns that an open table is found to have': [
    'let a = Open_CL | where Foo_s == "x"; let b = Open_CL | project Bar_s; a | join kind=inner (b) on $left.Foo_s == $right.Bar_s',
    'let a = Open_CL | where Fou_s == "x"; let b = Open_CL | project Bar_s; a | join kind=inner (b) on $left.Foo_s == $right.Bar_s',
    'let a = Open_CL | where Fou_s == "x"; let b = Open_CL | project Bar_d; a | join kind=inner (b) on $left.Foo_s == $right.Bar_s',
  ],
  'both sides of a join and of a union': [
    'Logs | join kind=inner (Users | where Mail has "a" | project User, Mail) on User | union (Logs | extend N = 1), Users | take 5',
    'Logs | join kind=inner (Users | where Mail has "b" | project User, Mail) on User | union (Logs | extend N = 1), Users | take 5',
    'Logs | join kind=inner (Users | where Mail has "b" | project User) on User | union (Logs | extend N = 1), Users | take 5',
    'Logs | join kind=inner (Users | where Mail has "b" | project User) on User | union (Logs | extend N = "1"), Users | take 5',
  ],
  'columns without names': [
    'Logs | summarize max(Code), bin(Time, 1h) + 1h by User | extend 1 + Code',
    'Logs | summarize max(Code), bin(Time, 1h) + 1h, 5 + 1 by User | extend 1 + max_Code | project Column1',
  ],
  'tables by the value of an expression': [
    'let Mine = Logs | project User; let n = "Mine"; let T = table(n); T | project User',
    'let Mine = Users | project Mail; let n = "Mine"; let T = table(n); T | project User',
    'let Mine = Users | project Mail; let T = table(@"Mine"); T | project User',
    'let Mine = Logs | project User; let T = table(@"Mine"); T | project User',
  ],
  'names by pattern': [
    'let LogsToo = Logs; union Logs* | summarize by User',
    'let LogsToo = Users; union Logs* | summarize by User',
    'let LogsToo = Users; search in (Logs, Users) "x" | project User',
  ],
  'statements that go and come': [
    'let a = 1; let b = 2; Logs | where Code in (a, b)',
    'let b = 2; Logs | where Code in (a, b)',
    'let b = 2; let a = "1"; Logs | where Code in (a, b)',
    'let a = 1; let b = 2; Logs | where Code in (a, b)',
  ],
  'a statement that comes twice': [
    'let a = Logs | where Code == 1; a | project User',
    'let a = Logs | where Code == 2; let a = Logs | where Code == 3; a | project User',
    'let a = Logs | where Code == 2; let a = Logs | where Code == 4; a | project User',
  ],
  'a name that comes to hide a table': [
    'Logs | take 1',
    'let Logs = Users; Logs | take 1',
    'let Logs = Users | project Mail; Logs | take 1',
  ],
  'stages that get a name': ['Logs | as X | where Code == 1 | union X', 'Logs | as Y | where Code == 1 | union X'],
  'a bracket that swallows what follows': [
    'let a = (Logs | where Code == 1); let b = a | project User; b | take 1',
    'let a = (Logs | where Code == (1); let b = a | project User; b | take 1',
    'let a = Logs | where Code == 1); let b = a | project User; b | take 1',
    'let a = (Logs | where Code == 1); let b = a | project User; b | take 1',
  ],
  'text that comes to be a comment or a string': [
    'Logs | where User == "x" // Code\n| project Code\n| where Code == 1',
    'Logs // | where User == "x"\n| project Code\n| where Code == 1',
    'Logs | where User == "x\n| project Code\n| where Code == 1',
    'Logs | where User == ```x\n| project Code\n| where Code == 1',
    'Logs | where User == ```x\n| project Code\n```| where Code == 1',
  ],
  'stages in brackets of other operators': [
    'Logs | partition by User (top 2 by Time | project User) | mv-apply c = dynamic([1]) on (where c == 1 | project c)',
    'Logs | partition by User (top 3 by Time | project User) | mv-apply c = dynamic([1]) on (where c == 2 | project c)',
    'Logs | fork (where Code == 1 | project User) (take 2)',
    'Logs | fork (where Code == 2 | project User) (take 2)',
  ],
  'lines before': [
    '\n\nLogs | where Cod == 1 | project User',
    '\n\n\n\nLogs | where Cod == 1 | project User',
    'Logs | where Cod == 1 | project User, Cod',
  ],
};

test.each(Object.entries(sequences))('%s: binding what changed gives what binding it all gives', (_name, texts) => {
  // There and back again, so that each text follows on each neighbour.
  const steps = [...texts, ...[...texts].reverse()];
  let previous: BoundQuery | undefined;
  for (const text of steps) {
    const query: BoundQuery = bindQuery(text, catalog, previous);
    expect(knownOf(query), text).toEqual(knownOf(bindQuery(text, catalog)));
    previous = query;
  }
});

test('the version before stays what it was', () => {
  const text = 'let a = Logs | where Code == 1; a | extend X = User | project X';
  const before = bindQuery(text, catalog);
  const expected = knownOf(bindQuery(text, catalog));
  bindQuery(`\n${text.replace('X = User', 'Y = User')}`, catalog, before);
  expect(knownOf(before)).toEqual(expected);
});

test('a version bound against another catalog is not built upon', () => {
  const other = createCatalog([{ name: 'Logs', columns: [{ name: 'Code', type: 'string' }] }], []);
  const text = 'Logs | where Code == 1 | project Code';
  expect(knownOf(bindQuery(text, other, bindQuery(text, catalog)))).toEqual(knownOf(bindQuery(text, other)));
});
