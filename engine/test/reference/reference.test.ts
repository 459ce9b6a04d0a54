/**
 * A thousand generated queries give what a second evaluator gives that shares no code with the engine: it is written from Kusto's
 * documentation, row by row, and has neither plans nor columns. What Kusto's documentation leaves open is not generated.
 */
import { describe, expect, it } from 'vitest';
import { checkQuery } from './check.ts';

const queriesPerBatch = 100;

describe('an independent calculation', () => {
  for (let batch = 0; batch < 10; batch++)
    it(`agrees on batch ${batch}`, { timeout: 60_000 }, () => {
      const seeds = Array.from({ length: queriesPerBatch }, (_none, index) => batch * queriesPerBatch + index);
      const checked = seeds.map(checkQuery);
      const differing = checked.filter(({ outcome }) => outcome === 'different');
      expect(differing.map(({ kql, detail }) => `${kql}\n${detail}`)).toEqual([]);
      expect(checked.filter(({ outcome }) => outcome === 'refused').length).toBeLessThan(queriesPerBatch * 0.05);
    });
});
