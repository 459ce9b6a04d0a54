import type { CodeAction as RuleAction } from '@rulesmith/rules';
import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
} from 'vscode-languageserver/node';
import { pageOf } from '../checkPages.ts';
import { toDiagnostic, toTextEdits } from '../convert/toProtocol.ts';
import type { OpenDocument, Session } from '../session.ts';

export function codeAction(session: Session, { textDocument, range, context }: CodeActionParams): CodeAction[] {
  const open = session.open(textDocument.uri);
  if (open === undefined) return [];
  const span = { start: open.source.offsetAt(range.start), end: open.source.offsetAt(range.end) };
  const wants = (kind: string) => isWanted(kind, context) && !(isMeanwhile(context) && isCostly(kind, span.end > span.start));
  return session.service
    .codeActions(open.document, span, { ...session.checkOptionsFor(textDocument.uri), wants })
    .map((action) => toCodeAction(action, open, textDocument.uri));
}

/** `source` actions are for those who ask for them; the others are also offered unasked. A kind contains those below it. */
function isWanted(kind: string, { only }: CodeActionContext): boolean {
  if (only === undefined) return !kind.startsWith('source.');
  return only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
}

/** The editor asks by itself, at every move of the cursor. */
function isMeanwhile({ triggerKind }: CodeActionContext): boolean {
  return triggerKind === CodeActionTriggerKind.Automatic;
}

/** What binds the query anew to see that it means the same: not at every move of the cursor, only for a selection or who asks. */
function isCostly(kind: string, isSelection: boolean): boolean {
  return (
    kind === CodeActionKind.RefactorInline ||
    kind === CodeActionKind.RefactorRewrite ||
    (kind === CodeActionKind.RefactorExtract && !isSelection)
  );
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
