import type { DocumentFormattingParams, DocumentRangeFormattingParams, TextEdit } from 'vscode-languageserver/node';
import { toTextEdits } from '../convert/toProtocol.ts';
import type { OpenDocument, Session } from '../session.ts';

/** The options of the editor are not used: KQL has the form that Azure's own editors give it, and the YAML keeps its indentation. */
export function formatting(session: Session, { textDocument }: DocumentFormattingParams): TextEdit[] | null {
  const open = session.open(textDocument.uri);
  return open === undefined ? null : formatted(session, open);
}

export function rangeFormatting(session: Session, { textDocument, range }: DocumentRangeFormattingParams): TextEdit[] | null {
  const open = session.open(textDocument.uri);
  if (open === undefined) return null;
  return formatted(session, open, { start: open.source.offsetAt(range.start), end: open.source.offsetAt(range.end) });
}

function formatted(
  session: Session,
  { document, lines }: OpenDocument,
  range?: { readonly start: number; readonly end: number },
): TextEdit[] {
  return toTextEdits({ edits: session.service.format(document, range) }, lines);
}
