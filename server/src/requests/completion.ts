import type { CompletionList, CompletionParams } from 'vscode-languageserver/node';
import { toCompletionItem } from '../convert/toProtocol.ts';
import type { Session } from '../session.ts';
import { samplesOf } from './runRule.ts';

export function completion(session: Session, { textDocument, position }: CompletionParams): CompletionList | null {
  const open = session.open(textDocument.uri);
  if (open === undefined) return null;
  const values = session.sampleValues.valuesOf(textDocument.uri, samplesOf(session, textDocument.uri));
  const { replace, items } = session.service.completions(open.document, open.source.offsetAt(position), values);
  const range = open.lines.range(replace);
  return { isIncomplete: false, items: items.map((item) => toCompletionItem(item, range)) };
}
