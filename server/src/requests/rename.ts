import { LSPErrorCodes, type RenameParams, ResponseError, type WorkspaceEdit } from 'vscode-languageserver/node';
import { toTextEdits } from '../convert/toProtocol.ts';
import type { Session } from '../session.ts';

export function rename(session: Session, { textDocument, position, newName }: RenameParams): WorkspaceEdit | ResponseError<void> | null {
  const open = session.open(textDocument.uri);
  if (open === undefined) return null;
  const renamed = session.service.rename(open.document, open.source.offsetAt(position), newName);
  if (renamed === undefined) return null;
  if (renamed.kind === 'refused') return new ResponseError(LSPErrorCodes.RequestFailed, renamed.reason);
  return { changes: { [textDocument.uri]: toTextEdits(renamed, open.lines) } };
}
