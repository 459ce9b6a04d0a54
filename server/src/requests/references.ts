import type { Location, ReferenceParams } from 'vscode-languageserver/node';
import type { Session } from '../session.ts';

export function references(session: Session, { textDocument, position, context }: ReferenceParams): Location[] {
  const open = session.open(textDocument.uri);
  if (open === undefined) return [];
  const found = session.service.references(open.document, open.source.offsetAt(position), context.includeDeclaration);
  return found.map((span) => ({ uri: textDocument.uri, range: open.lines.range(span) }));
}
