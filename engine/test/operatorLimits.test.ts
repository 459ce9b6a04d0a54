/** The operators that loop over rows in JavaScript look at the cancellation and at the limits. */
import { describe, expect, it } from 'vitest';
import { failure } from './runKql.ts';

const rows = 'range x from 1 to 50000 step 1';

describe('the limits of operators', () => {
  for (const [name, kql] of [
    ['partition', `${rows} | partition hint.strategy=native by x (extend a = pack_array(1, 2, 3) | mv-expand a)`],
    ['make-series', `${rows} | extend k = x % 50 | make-series count() on x from 0 to 50000 step 1 by k`],
    ['search', `let t = ${rows}; search in (t, t) *`],
  ]) {
    it(`names \`${name}\` where it makes too many rows`, () => {
      const error = failure(kql, { limits: { intermediateRows: 60_000 } });
      expect(error.code).toBe('limit');
      expect(error.message).toContain(name === 'search' ? '`union`' : `\`${name}\``);
    });
  }

  for (const kql of [
    `${rows} | partition hint.strategy=native by x (count)`,
    `${rows} | scan declare (s:long=0) with (step one: true => s = one.s + x;)`,
    `${rows} | extend t = strcat('a=', x) | parse-kv t as (a:long) with (pair_delimiter=';', kv_delimiter='=')`,
    `${rows} | top-nested of x by count(), top-nested of tostring(x) by count()`,
  ]) {
    it(`stops when cancelled: ${kql.slice(rows.length + 3, rows.length + 60)}`, () => {
      let asked = 0;
      const cancellation = {
        get isCancelled() {
          return ++asked > 20;
        },
      };
      expect(failure(kql, { cancellation }).code).toBe('cancelled');
    });
  }
});
