import type { CodeLens, CodeLensParams } from 'vscode-languageserver/node';
import { toCodeLens } from '../convert/toProtocol.ts';
import type { Session } from '../session.ts';

export function codeLens(session: Session, { textDocument }: CodeLensParams): CodeLens[] {
  const open = session.open(textDocument.uri);
  if (open === undefined) return [];
  return session.service.codeLenses(open.document).map((lens) => toCodeLens(lens, open.lines, textDocument.uri));
}
