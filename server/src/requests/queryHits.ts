import type { HitsOutcome, QueryHitsParams } from '@rulesmith/protocol';
import type { CancellationToken } from 'vscode-languageserver/node';
import type { Session } from '../session.ts';

/** Runs a query over the hits of a run. */
export async function queryHits(session: Session, params: QueryHitsParams, token: CancellationToken): Promise<HitsOutcome> {
  const listener = token.onCancellationRequested(() => session.worker.cancel(params.scratchId));
  try {
    const outcome = session.worker.queryHits({
      ...params,
      maxRows: session.settings.run.maxRows,
      maxMemoryMb: session.settings.run.maxMemoryMb,
    });
    if (token.isCancellationRequested) session.worker.cancel(params.scratchId);
    return await outcome;
  } finally {
    listener.dispose();
  }
}
