import type { DefinitionParams, Location } from 'vscode-languageserver/node';
import { toLocation } from '../convert/toLocation.ts';
import type { Session } from '../session.ts';

export async function definition(session: Session, { textDocument, position }: DefinitionParams): Promise<Location[]> {
  const open = session.open(textDocument.uri);
  if (open === undefined) return [];
  const found = await session.service.definitions(open.document, open.source.offsetAt(position));
  return found.flatMap((definition) => toLocation(definition, open, session) ?? []);
}
