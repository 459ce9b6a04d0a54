import type { SemanticTokens, SemanticTokensParams, SemanticTokensRangeParams } from 'vscode-languageserver/node';
import { toSemanticTokens } from '../convert/toSemanticTokens.ts';
import type { Session } from '../session.ts';

export function semanticTokens(session: Session, { textDocument }: SemanticTokensParams): SemanticTokens {
  const open = session.open(textDocument.uri);
  return open === undefined ? { data: [] } : toSemanticTokens(session.service.semanticTokens(open.document), open.lines);
}

export function semanticTokensInRange(session: Session, { textDocument, range }: SemanticTokensRangeParams): SemanticTokens {
  const open = session.open(textDocument.uri);
  if (open === undefined) return { data: [] };
  const span = { start: open.source.offsetAt(range.start), end: open.source.offsetAt(range.end) };
  return toSemanticTokens(session.service.semanticTokens(open.document, span), open.lines);
}
