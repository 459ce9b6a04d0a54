import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseYaml } from '../src/yaml/parseYaml.ts';
import { entryOf } from '../src/yaml/yamlTree.ts';
import { corpusRuleFiles, readCorpusFile } from './corpus.ts';

/** The KQL of `query:` in `text`, checked against the YAML library and for a map that loses nothing. */
function check(text: string): string {
  const node = entryOf(parseYaml(text).root, 'query')?.value;
  if (node?.type !== 'scalar') throw new Error(`no scalar in ${JSON.stringify(text)}`);
  const content = node.content();
  expect(content.text).toBe(node.text);
  let offset = 0;
  for (const { source, generated } of content.map.mappings) {
    expect(generated.start).toBe(offset);
    offset = generated.end;
    const exact = source.end - source.start === generated.end - generated.start;
    const steps = exact ? generated.end - generated.start : 1;
    for (let step = 0; step < steps; step++) {
      const at = content.map.toSource({
        start: generated.start + step,
        end: generated.start + step,
      });
      expect(at.start).toBe(source.start + step);
      expect(content.map.toGenerated(at.start)).toBe(generated.start + step);
    }
  }
  expect(offset).toBe(content.text.length);
  return content.text;
}

/** Marks what `word` of the loaded text maps to with `[…]` in the source. */
function marked(text: string, word: string): string {
  const node = entryOf(parseYaml(text).root, 'query')?.value;
  if (node?.type !== 'scalar') throw new Error('no query');
  const { text: kql, map } = node.content();
  const start = kql.indexOf(word);
  const { start: from, end: to } = map.toSource({
    start,
    end: start + word.length,
  });
  return `${text.slice(0, from)}[${text.slice(from, to)}]${text.slice(to)}`;
}

describe('every scalar style loads as the YAML library loads it and maps back', () => {
  test.each([
    ['literal', 'query: |\n  T\n  | take 1\n', 'T\n| take 1\n'],
    ['literal, stripped', 'query: |-\n  T\n  | take 1\n\n', 'T\n| take 1'],
    ['literal, kept', 'query: |+\n  T\n\n\nname: x\n', 'T\n\n\n'],
    ['literal with indicator', 'query: |2\n    T\n  | take 1\n', '  T\n| take 1\n'],
    ['literal with indicator and chomping', 'query: |-2 # why\n    T\n  | take 1\n', '  T\n| take 1'],
    ['literal with an anchor and a tag', 'query: &q !!str |\n  T\n', 'T\n'],
    ['literal with tabs', 'query: |\n  T\t| take 1\n  \t| count\n', 'T\t| take 1\n\t| count\n'],
    ['literal with CRLF', 'query: |\r\n  T\r\n\r\n  | take 1\r\n', 'T\n\n| take 1\n'],
    ['literal without final break', 'query: |\n  T', 'T\n'],
    ['literal of blanks only', 'query: |+\n  \n\n', '\n\n'],
    ['folded', 'query: >\n  T\n  | take 1\n\n    | deep\n\n  | end\n', 'T | take 1\n\n  | deep\n\n| end\n'],
    ['folded, stripped', 'query: >-\n  T\n\n\n  | take 1\n', 'T\n\n| take 1'],
    ['folded with CRLF', 'query: >\r\n  T\r\n  | take 1\r\n', 'T | take 1\n'],
    ['single quoted', "query: 'T | where a == ''x''\n\n  | take 1'\n", "T | where a == 'x'\n| take 1"],
    ['single quoted with CRLF', "query: 'T\r\n  | take 1'\r\n", 'T | take 1'],
    ['double quoted', 'query: "T\\n| where a == \\"\\x41\\u00e9\\U0001F600\\"\\t"\n', 'T\n| where a == "Aé😀"\t'],
    ['double quoted with joined lines', 'query: "T \\\n    | take 1\n\n    | count"\n', 'T | take 1\n| count'],
    ['plain', 'query: T | take 1 # comment\n', 'T | take 1'],
    ['plain over lines', 'query: T\n  | take 1\n\n  | count\n', 'T | take 1\n| count'],
  ])('%s', (_name, text, expected) => {
    expect(check(text)).toBe(expected);
  });

  test('generated texts in generated styles', () => {
    const char = fc.constantFrom('a', 'b', ' ', ' ', '\n', '\n', '\t', "'", '"', '\\', '#', ':', 'é', '😀', '|', '\r\n');
    const text = fc.array(char, { maxLength: 40 }).map((chars) => chars.join(''));
    const header = fc.constantFrom('|', '|-', '|+', '>', '>-', '>+', '|2', '>2-', '|1+');
    const quote = fc.constantFrom("'", '"');
    const source = fc.oneof(
      fc.tuple(header, text).map(([head, body]) => `query: ${head}\n${body.replace(/^/gm, '  ')}\nname: x\n`),
      fc.tuple(quote, text).map(([mark, body]) => `query: ${mark}${body.replaceAll('\n', '\n  ')}${mark}\nname: x\n`),
      text.map((body) => `query: a${body.replaceAll('\n', '\n  ')}\nname: x\n`),
    );
    const loads = (yaml: string) => {
      try {
        return typeof (parse(yaml, { logLevel: 'silent' }) as { query: unknown }).query === 'string';
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(source.filter(loads), (yaml) => void check(yaml)),
      { numRuns: 3000, seed: 7 },
    );
  });
});

describe('a part of the query maps to its exact characters', () => {
  test.each([
    ['query: |\n  T\n  | where abc > 1\n', 'abc', 'query: |\n  T\n  | where [abc] > 1\n'],
    ["query: 'T | where x == ''it'''\n", "'it'", "query: 'T | where x == [''it'']'\n"],
    ['query: "T | where x == \\"it\\""\n', '"it"', 'query: "T | where x == [\\"it\\"]"\n'],
    ['query: "a\\nbc"\n', 'bc', 'query: "a\\n[bc]"\n'],
    ['query: >\n  T\n  | where abc > 1\n', 'where', 'query: >\n  T\n  | [where] abc > 1\n'],
    ['query: |\r\n  T\r\n  | take 1\r\n', 'take', 'query: |\r\n  T\r\n  | [take] 1\r\n'],
  ])('%j', (text, word, expected) => {
    expect(marked(text, word)).toBe(expected);
  });
});

const files = corpusRuleFiles();

test.skipIf(files.length === 0)('every query of the corpus loads and maps back', () => {
  let count = 0;
  for (const file of files) {
    const text = readCorpusFile(file);
    if (entryOf(parseYaml(text).root, 'query') === undefined) continue;
    check(text);
    count++;
  }
  expect(count).toBeGreaterThan(200);
});
