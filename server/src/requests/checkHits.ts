import type { CheckHitsParams, CheckHitsReply } from '@rulesmith/protocol';
import type { Session } from '../session.ts';

/** What is wrong with queries of the hits of a run, while they are written. */
export function checkHits(session: Session, params: CheckHitsParams): Promise<CheckHitsReply> {
  return session.worker.ask('checkHits', params);
}
