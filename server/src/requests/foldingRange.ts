import type { FoldingRange, FoldingRangeParams } from 'vscode-languageserver/node';
import { toFoldingRanges } from '../convert/toFoldingRanges.ts';
import type { Session } from '../session.ts';

export function foldingRange(session: Session, { textDocument }: FoldingRangeParams): FoldingRange[] {
  const open = session.open(textDocument.uri);
  return open === undefined ? [] : toFoldingRanges(session.service.foldingRanges(open.document), open.document.text, open.lines);
}
