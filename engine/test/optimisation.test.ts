/** The same answer with every optimisation off, byte for byte. */
import { describe, expect, it } from 'vitest';
import { oracleCases, sharedFolder } from './corpus.ts';
import { renderResult } from './runKql.ts';

const generated = [
  'range x from 1 to 2000 step 1 | extend a = tostring(x % 7), b = tostring(x % 3) | extend c = strcat(a, "-", b) | where c has "1" | summarize n = count(), s = make_set(a), m = max(x) by b | where n > 3 | order by b asc',
  'range x from 1 to 500 step 1 | extend k = case(x % 5 == 0, "five", x % 3 == 0, "three", "") | extend l = strlen(k), u = toupper(k) | summarize c = count(), d = dcount(x % 10), take_any(u) by l, bin(x, 100) | order by l asc, x asc',
  'let t = range x from 1 to 300 step 1 | extend g = tostring(x % 11); t | join kind=leftouter (t | where x % 2 == 0 | summarize hits = count(), last = max(x) by g) on g | where hits > 10 or isnull(hits) | project g, x, hits, last | order by x asc',
  'range t from datetime(2024-01-01) to datetime(2024-01-02) step 7m | extend h = hourofday(t), d = iff(h < 12, "am", "pm") | summarize n = count(), first = min(t) by bin(t, 1h), d | where n >= 8 | order by t asc',
];

describe('a plan without optimisations', () => {
  for (const kql of generated) it(`gives the same: ${kql.slice(0, 60)}…`, () => check(kql));

  it.skipIf(!sharedFolder)('gives the same for every recorded query', { timeout: 240_000 }, () => {
    for (const { kql, stable } of [...oracleCases('oracle'), ...oracleCases('fuzz')]) if (stable) check(kql);
  });
});

function check(kql: string): void {
  if (/\brand\(|new_guid|3000000/.test(kql)) return;
  expect(renderResult(kql, { withoutOptimisation: true }), kql).toBe(renderResult(kql));
}
