import type { HitsSchemaParams, HitsSchemaReply } from '@rulesmith/protocol';
import type { Session } from '../session.ts';

/** What a query of the hits of a run may refer to. */
export function hitsSchema(session: Session, params: HitsSchemaParams): Promise<HitsSchemaReply> {
  return session.worker.ask('hitsSchema', params);
}
