import { LSPErrorCodes, type PrepareRenameParams, type PrepareRenameResult, ResponseError } from 'vscode-languageserver/node';
import type { Session } from '../session.ts';

/** What is not renamed soundly is refused with the reason, which the editor shows. */
export function prepareRename(
  session: Session,
  { textDocument, position }: PrepareRenameParams,
): PrepareRenameResult | ResponseError<void> | null {
  const open = session.open(textDocument.uri);
  if (open === undefined) return null;
  const target = session.service.renameTarget(open.document, open.source.offsetAt(position));
  if (target === undefined) return null;
  if (target.kind === 'refused') return new ResponseError(LSPErrorCodes.RequestFailed, target.reason);
  return { range: open.lines.range(target.span), placeholder: target.name };
}
