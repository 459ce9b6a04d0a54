import type { SchemaTextParams, SchemaTextReply } from '@rulesmith/protocol';
import type { Session } from '../session.ts';

export async function schemaText(session: Session, { name }: SchemaTextParams): Promise<SchemaTextReply> {
  const schema = session.service.schemaText(name);
  return schema === undefined ? { kind: 'gone' } : { kind: 'schema', text: schema.text };
}
