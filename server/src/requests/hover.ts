import type { Hover, HoverParams } from 'vscode-languageserver/node';
import { markdown } from '../convert/toProtocol.ts';
import type { Session } from '../session.ts';

export function hover(session: Session, { textDocument, position }: HoverParams): Hover | null {
  const open = session.open(textDocument.uri);
  if (open === undefined) return null;
  const found = session.service.hover(open.document, open.source.offsetAt(position));
  return found === undefined ? null : { contents: markdown(found.markdown), range: open.lines.range(found.span) };
}
