import type { CodeAction as RuleAction } from '@rulesmith/rules';
import type { CodeAction, CodeActionParams } from 'vscode-languageserver/node';
import { pageOf } from '../checkPages.ts';
import { toDiagnostic, toTextEdits } from '../convert/toProtocol.ts';
import type { OpenDocument, Session } from '../session.ts';

export function codeAction(session: Session, { textDocument, range, context }: CodeActionParams): CodeAction[] {
  const open = session.open(textDocument.uri);
  if (open === undefined) return [];
  const span = { start: open.source.offsetAt(range.start), end: open.source.offsetAt(range.end) };
  return session.service
    .codeActions(open.document, span, session.checkOptions)
    .filter(({ kind }) => isWanted(kind, context.only))
    .map((action) => toCodeAction(action, open, textDocument.uri));
}

/** `source` actions are for those who ask for them; the others are also offered unasked. A kind contains those below it. */
function isWanted(kind: string, only: readonly string[] | undefined): boolean {
  if (only === undefined) return !kind.startsWith('source.');
  return only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}

function toCodeAction(action: RuleAction, { lines }: OpenDocument, uri: string): CodeAction {
  const { diagnostic } = action;
  return {
    title: action.title,
    kind: action.kind,
    ...(diagnostic === undefined ? {} : { diagnostics: [toDiagnostic(diagnostic, lines, pageOf(diagnostic.code))] }),
    edit: { changes: { [uri]: toTextEdits(action, lines) } },
  };
}
