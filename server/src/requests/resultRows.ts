import type { ResultRowsParams, ResultRowsReply } from '@rulesmith/protocol';
import type { Session } from '../session.ts';

/** A page of the rows of a run. */
export function resultRows(session: Session, params: ResultRowsParams): Promise<ResultRowsReply> {
  return session.worker.rows(params);
}
