import { readLog, runQuery } from '@rulesmith/engine';
import type { bindQuery } from '@rulesmith/kql';

/** The columns that `query` reads of its table. */
export function neededColumns(query: ReturnType<typeof bindQuery>): ReadonlySet<string> {
  const needed = new Set<string>();
  const empty = readLog({ path: 'empty.ndjson', bytes: new TextEncoder().encode('{}') }).table;
  runQuery(query, {
    now: 0n,
    tables: {
      table(_name, columns) {
        for (const column of columns ?? []) needed.add(column);
        return empty;
      },
    },
  });
  return needed;
}
