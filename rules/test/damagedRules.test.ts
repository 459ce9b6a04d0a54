import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { corpusRuleFiles, readCorpusFile } from './corpus.ts';
import { seededRandom } from './seededRandom.ts';
import { testService } from './service.ts';

/** No file of a person's size may take longer, in milliseconds, however it is damaged; a hundred times what it takes on an idle machine. */
const timeLimit = 5000;
/** Another number has other places damaged; all of them with RULESMITH_ALL. */
const seed = Number(process.env.RULESMITH_SEED ?? 0);

beforeAll(() => testService().warmUp(), 60_000);

type Random = (below: number) => number;

const damages: Readonly<Record<string, (text: string, random: Random) => string>> = {
  'is cut off': (text, random) => text.slice(0, random(text.length)),
  'lacks a line': (text, random) => onLines(text, (lines) => lines.splice(random(lines.length), 1)),
  'has a line twice': (text, random) =>
    onLines(text, (lines) => {
      const at = random(lines.length);
      lines.splice(at, 0, lines[at] ?? '');
    }),
  'has two lines swapped': (text, random) =>
    onLines(text, (lines) => {
      const [a, b] = [random(lines.length), random(lines.length)];
      [lines[a], lines[b]] = [lines[b] ?? '', lines[a] ?? ''];
    }),
};

function onLines(text: string, change: (lines: string[]) => void): string {
  const lines = text.split('\n');
  change(lines);
  return lines.join('\n');
}

/** Checks a text, and that what is found and offered lies in it. Returns how long it took, in milliseconds. */
function check(text: string): number {
  const service = testService();
  const started = performance.now();
  const document = service.document('file:///damaged.yaml', Math.random(), text);
  const found = service.diagnostics(document);
  const took = performance.now() - started;
  const spans = found.flatMap(({ span, fixes }) => [span, ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.span))]);
  const outside = spans.filter(({ start, end }) => !(start >= 0 && end >= start && end <= text.length));
  expect(outside).toEqual([]);
  for (const { kql, map } of document.queries) {
    const source = map.toSource({ start: 0, end: kql.length });
    expect(source.start >= 0 && source.end <= text.length).toBe(true);
  }
  return took;
}

function checkDamaged(name: string, text: string, count: number): void {
  for (const [damage, apply] of Object.entries(damages)) {
    const random = seededRandom(text.length + seed);
    for (let round = 0; round < count; round++) expectChecked(apply(text, random), `${name} ${damage}, round ${round}`);
  }
}

function expectChecked(damaged: string, name: string): void {
  let took = 0;
  expect(() => {
    took = check(damaged);
  }, name).not.toThrow();
  expect(took, name).toBeLessThan(timeLimit);
}

/** The rule as it is while it is written from top to bottom: up to the end of each line, or of one of so many. */
function checkBeginnings(name: string, text: string, shift: number, each: number): void {
  for (const [index, { index: end }] of [...text.matchAll(/\n/g)].entries())
    if ((index + shift + seed) % each === 0) expectChecked(text.slice(0, end + 1), `${name} up to line ${index + 1}`);
}

describe('a damaged rule is checked without exception, in time', () => {
  const folders = ['rules/ok', 'rules/err', 'workspaces/demo/rules'].map((name) =>
    resolve(import.meta.dirname, '../../test-fixtures', name),
  );
  const fixtures = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => resolve(folder, name)),
  );

  test.each(fixtures.map((path) => [path.split(/[\\/]/).at(-1) ?? '', path]))('%s', (name, path) => {
    checkDamaged(name, readFileSync(path, 'utf8'), 12);
  });

  const isWhole = process.env.RULESMITH_ALL !== undefined;
  const corpus = corpusRuleFiles();

  test.skipIf(corpus.length === 0)(
    'every rule of the corpus',
    () => {
      for (const path of corpus) checkDamaged(path, readCorpusFile(path), isWhole ? 5 : 1);
    },
    1_800_000,
  );

  test.skipIf(corpus.length === 0)(
    'the beginnings of every rule of the corpus',
    () => {
      for (const [index, path] of corpus.entries()) checkBeginnings(path, readCorpusFile(path), index, isWhole ? 1 : 16);
    },
    1_800_000,
  );
});
