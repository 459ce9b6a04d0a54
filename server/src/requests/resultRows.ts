import type { ResultRowsParams, ResultRowsReply } from '@rulesmith/protocol';
import type { Session } from '../session.ts';

/** A page of the rows of a run, or of a query of its hits. */
export function resultRows(session: Session, params: ResultRowsParams): Promise<ResultRowsReply> {
  return session.worker.ask('rows', params);
}
