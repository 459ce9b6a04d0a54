import type { CompletionList, CompletionParams } from 'vscode-languageserver/node';
import { toCompletionItem } from '../convert/toProtocol.ts';
import type { Session } from '../session.ts';

export function completion(session: Session, { textDocument, position }: CompletionParams): CompletionList | null {
  const open = session.open(textDocument.uri);
  if (open === undefined) return null;
  const { replace, items } = session.service.completions(open.document, open.source.offsetAt(position));
  const range = open.lines.range(replace);
  return { isIncomplete: false, items: items.map((item) => toCompletionItem(item, range)) };
}
