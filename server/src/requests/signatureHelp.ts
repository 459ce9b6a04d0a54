import type { SignatureHelp, SignatureHelpParams } from 'vscode-languageserver/node';
import { toSignatureHelp } from '../convert/toProtocol.ts';
import type { Session } from '../session.ts';

export function signatureHelp(session: Session, { textDocument, position }: SignatureHelpParams): SignatureHelp | null {
  const open = session.open(textDocument.uri);
  if (open === undefined) return null;
  const found = session.service.signatureHelp(open.document, open.source.offsetAt(position));
  return found === undefined ? null : toSignatureHelp(found);
}
