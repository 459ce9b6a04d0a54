/** The operators that loop over rows in JavaScript look at the cancellation and at the limits. */
import { describe, expect, it } from 'vitest';
import { failure } from './runKql.ts';

const rows = 'range x from 1 to 50000 step 1';

describe('the limits of operators', () => {
  for (const [name, kql] of [
    ['partition', `${rows} | partition hint.strategy=native by x (extend a = pack_array(1, 2, 3) | mv-expand a)`],
    ['make-series', `${rows} | extend k = x % 50 | make-series count() on x from 0 to 50000 step 1 by k`],
    ['search', `let t = ${rows}; search in (t, t) *`],
    ['graph-match', `${rows} | extend y = x + 1 | make-graph x --> y with_node_id=n | graph-match (a)-[e*1..50000]->(b) project a.n`],
    [
      'graph-shortest-paths',
      `${rows} | extend y = x + 1 | make-graph x --> y with_node_id=n | graph-shortest-paths (a)-[e*1..50000]->(b) project a.n`,
    ],
    ['reduce', `${rows} | reduce by strcat('a', x, ' b', x)`],
    ['rolling_percentile', `${rows} | evaluate rolling_percentile(x, 50, x, 1000, 3)`],
    ['new_activity_metrics', `${rows} | evaluate new_activity_metrics(x, x, 1, 1000, 1)`],
    [
      'sequence_detect',
      `${rows} | extend t = datetime(2024-05-01) + x * 1s | evaluate sequence_detect(t, 9.5s, 1d, a = x % 2 == 0, b = x % 2 == 1)`,
    ],
    [
      'geo_polygon_lookup',
      `let areas = range n from 1 to 2 step 1 | extend area = dynamic({"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,9],[0,0]]]});
       ${rows} | extend lon = 5.0, lat = 5.0 | evaluate geo_polygon_lookup(areas, area, lon, lat)`,
    ],
  ]) {
    it(`names \`${name}\` where it makes too many rows`, () => {
      const error = failure(kql, { limits: { intermediateRows: 60_000 }, assume: () => {} });
      expect(error.code).toBe('limit');
      expect(error.message).toContain(name === 'search' ? '`union`' : `\`${name}\``);
    });
  }

  for (const kql of [
    `${rows} | partition hint.strategy=native by x (count)`,
    `${rows} | scan declare (s:long=0) with (step one: true => s = one.s + x;)`,
    `${rows} | extend t = strcat('a=', x) | parse-kv t as (a:long) with (pair_delimiter=';', kv_delimiter='=')`,
    `${rows} | evaluate activity_counts_metrics(x, x, 1, 50000, 1)`,
    `${rows} | extend y = x + 1 | make-graph x --> y with_node_id=n | graph-mark-components | graph-to-table nodes`,
    `${rows} | extend y = x + 1 | make-graph x --> y with_node_id=n | graph-match (a)-->(b)-->(c)-->(d)-->(a) project a.n`,
    `${rows} | extend y = x + 1 | make-graph x --> y with_node_id=n | graph-shortest-paths (a)-[e*1..9]-(b) where b.n < 0 project a.n`,
    `${rows} | evaluate session_count(x, x, 0, 60000, 10, 5)`,
    `${rows} | evaluate active_users_count(x, x, 0, 60000, 10, 1, 1, 10)`,
    `${rows} | evaluate sliding_window_counts(x, x, 1, 50000, 10, 1)`,
    `${rows} | evaluate rolling_percentile(x, 50, x, 1000, 1)`,
    `${rows} | extend y = x % 7, z = x % 11 | evaluate basket()`,
    `${rows} | extend y = x % 7, z = x % 11 | evaluate autocluster()`,
    `${rows} | extend y = x % 7, z = x % 11, side = iff(x % 2 == 0, 'A', 'B') | evaluate diffpatterns(side, 'A', 'B')`,
    `${rows} | reduce by strcat('a b ', x)`,
    `${rows} | summarize a = hll(x), b = hll(x) by x | evaluate dcount_intersect(a, b)`,
    `${rows} | top-nested of x by count(), top-nested of tostring(x) by count()`,
  ]) {
    it(`stops when cancelled: ${kql.slice(rows.length + 3, rows.length + 60)}`, () => {
      let asked = 0;
      const cancellation = {
        get isCancelled() {
          return ++asked > 20;
        },
      };
      expect(failure(kql, { cancellation, assume: () => {} }).code).toBe('cancelled');
    });
  }
});
