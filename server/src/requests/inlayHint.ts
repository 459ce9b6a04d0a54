import type { InlayHint, InlayHintParams } from 'vscode-languageserver/node';
import { markdown } from '../convert/toProtocol.ts';
import type { Session } from '../session.ts';

/** Nothing unless the setting asks for it. */
export function inlayHint(session: Session, { textDocument, range }: InlayHintParams): InlayHint[] {
  const open = session.open(textDocument.uri);
  if (open === undefined || !session.settings.inlayHints.columns) return [];
  const span = { start: open.source.offsetAt(range.start), end: open.source.offsetAt(range.end) };
  return session.service.inlayHints(open.document, span).map(({ offset, label, tooltip }) => ({
    position: open.lines.position(offset),
    label,
    tooltip: markdown(tooltip),
    paddingLeft: true,
  }));
}
