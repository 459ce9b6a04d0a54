import { type DocumentHighlight, DocumentHighlightKind, type DocumentHighlightParams } from 'vscode-languageserver/node';
import type { Session } from '../session.ts';

export function documentHighlight(session: Session, { textDocument, position }: DocumentHighlightParams): DocumentHighlight[] {
  const open = session.open(textDocument.uri);
  if (open === undefined) return [];
  return session.service.highlights(open.document, open.source.offsetAt(position)).map(({ span, kind }) => ({
    range: open.lines.range(span),
    kind: kind === 'write' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
  }));
}
