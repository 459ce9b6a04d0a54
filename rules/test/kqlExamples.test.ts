/** What hover shows as examples is true. */
import { encodeRows } from '@rulesmith/engine';
import { bindQuery, standardCatalog } from '@rulesmith/kql';
import { expect, test } from 'vitest';
import { callExamples, stageExamples } from '../src/facts/kqlExamples.ts';
import { SampleCache, type SampleFiles } from '../src/samples/index.ts';
import { runKql } from '../src/simulation/index.ts';

const noFiles: SampleFiles = { stat: async () => undefined, readDirectory: async () => [], readFile: async () => new Uint8Array() };

test.each(callExamples)('$call is $value', async ({ call, value }) => {
  const outcome = await runKql(
    { text: `print ${call}`, catalog: standardCatalog(), pointers: [], folders: [] },
    { files: noFiles, cache: new SampleCache(), clock: () => 0n, milliseconds: () => 0 },
  );
  if (outcome.kind === 'failed') throw new Error(outcome.message);
  const [[cell] = []] = encodeRows(outcome.result, 0, 1);
  expect(typeof cell === 'string' ? cell : JSON.stringify(cell)).toBe(value);
});

test.each(stageExamples)('%s', (text) => {
  expect(bindQuery(text, standardCatalog()).diagnostics).toEqual([]);
});
