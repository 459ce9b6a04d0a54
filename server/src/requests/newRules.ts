import type { NewRule } from '@rulesmith/protocol';
import type { Session } from '../session.ts';

export async function newRules(session: Session): Promise<readonly NewRule[]> {
  return session.service.newRules();
}
