import type { DocumentSymbol, DocumentSymbolParams } from 'vscode-languageserver/node';
import { toDocumentSymbol } from '../convert/toProtocol.ts';
import type { Session } from '../session.ts';

export function documentSymbol(session: Session, { textDocument }: DocumentSymbolParams): DocumentSymbol[] {
  const open = session.open(textDocument.uri);
  if (open === undefined) return [];
  return session.service.symbols(open.document).map((symbol) => toDocumentSymbol(symbol, open.lines));
}
