import { type BoundQuery, bindQuery, standardCatalog, symbolIndexOf } from '@rulesmith/kql';
import { describe, expect, test } from 'vitest';
import { parseRuleDocument } from '../src/ruleDocument.ts';
import { corpusRuleFiles, readCorpusFile } from './corpus.ts';
import { seededRandom } from './seededRandom.ts';

/** What the sequences of edits begin with; another number tries others. */
const seed = Number(process.env.RULESMITH_SEED ?? 1);
const editsPerRule = Number(process.env.RULESMITH_EDITS ?? 1);

const files = corpusRuleFiles();
const insertions = [
  'a',
  ' ',
  '|',
  ';',
  '\n',
  '(',
  ')',
  '"',
  ' where x == 1',
  '| extend q = 1',
  '| as Z',
  'let a = 5;',
  '//',
  '1',
  '[',
  '}',
  ',',
  '*',
];

type Random = (below: number) => number;

/** The text after one edit: something typed, deleted or exchanged, a line taken out or repeated. */
function edited(text: string, random: Random): string {
  const at = random(text.length);
  const lines = text.split('\n');
  const words = [...text.matchAll(/\w+/g)];
  const word = words[random(words.length)];
  switch (random(5)) {
    case 0:
      return text.slice(0, at) + (insertions[random(insertions.length)] ?? '') + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + random(4));
    case 2:
      return lines.toSpliced(random(lines.length), 1).join('\n');
    case 3:
      return lines.toSpliced(random(lines.length), 0, lines[random(lines.length)] ?? '').join('\n');
    default:
      return word === undefined
        ? `${text}x`
        : text.slice(0, word.index) + (words[random(words.length)]?.[0] ?? '') + text.slice(word.index + word[0].length);
  }
}

function knownOf(query: BoundQuery): string {
  const { syntax, diagnostics, result, resultIsOpen, tables } = query;
  return JSON.stringify({ syntax, diagnostics, result, resultIsOpen, tables, names: symbolIndexOf(query) });
}

describe.skipIf(files.length === 0)('queries of the corpus while they are edited', () => {
  test('binding what changed gives what binding it all gives', { timeout: 300_000 }, () => {
    const catalog = standardCatalog();
    const random = seededRandom(seed);
    const different: string[] = [];
    for (const file of files) {
      const original = parseRuleDocument(file, readCorpusFile(file)).queries[0]?.kql;
      if (original === undefined) continue;
      let text = original;
      let previous = bindQuery(text, catalog);
      for (let edit = 0; edit < editsPerRule; edit++) {
        // Back to the sound text now and then: most edits of an edited text only break it further.
        text = random(5) < 2 ? original : edited(text, random);
        const query = bindQuery(text, catalog, previous);
        if (knownOf(query) !== knownOf(bindQuery(text, catalog))) different.push(`${file}, edit ${edit}`);
        previous = query;
      }
    }
    expect(different).toEqual([]);
  });
});
