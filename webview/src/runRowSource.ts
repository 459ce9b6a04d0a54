import { maxRowsPerRequest, type RunSummary } from '@rulesmith/protocol';
import type { RowSource } from './grid/rowSource.ts';
import type { HostConnection } from './host.ts';

/** The rows of a run, or of one of its alerts, as the server holds them. */
export function runRowSource(host: HostConnection, summary: RunSummary, table: 'result' | number): RowSource {
  return {
    columns: summary.columns,
    async fetch({ offset, limit, sort, filter }) {
      const reply = await host.requestRows({
        runId: summary.runId,
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
