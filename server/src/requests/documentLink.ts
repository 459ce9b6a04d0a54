import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver/node';
import type { Session } from '../session.ts';

export function documentLink(session: Session, { textDocument }: DocumentLinkParams): DocumentLink[] {
  const open = session.open(textDocument.uri);
  if (open === undefined) return [];
  return session.service.links(open.document).map(({ span, url, tooltip }) => ({
    range: open.lines.range(span),
    target: url,
    ...(tooltip === undefined ? {} : { tooltip }),
  }));
}
