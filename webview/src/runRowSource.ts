import { type ColumnInfo, maxRowsPerRequest } from '@rulesmith/protocol';
import type { RowSource } from './grid/rowSource.ts';
import type { RowHost } from './host.ts';

export interface HeldResult {
  /** The run, or the query of its hits. */
  readonly runId: string;
  readonly columns: readonly ColumnInfo[];
}

/** The rows of a run, of one of its alerts, or of a query of its hits, as the server holds them. */
export function runRowSource(host: RowHost, { runId, columns }: HeldResult, table: 'result' | number): RowSource {
  return {
    columns,
    async fetch({ offset, limit, sort, filter }) {
      const reply = await host.requestRows({
        runId,
        table,
        offset,
        limit: Math.min(limit, maxRowsPerRequest),
        ...(sort && { sort }),
        ...(filter !== '' && { filter }),
      });
      if (reply.kind === 'gone') throw new Error('These rows are no longer held. Run the rule again to see them.');
      return reply;
    },
  };
}
