import { quickFixes } from '@rulesmith/rules';
import { type CodeAction, CodeActionKind, type CodeActionParams } from 'vscode-languageserver/node';
import { pageOf } from '../checkPages.ts';
import { toDiagnostic, toTextEdits } from '../convert/toProtocol.ts';
import type { Session } from '../session.ts';

export function codeAction(session: Session, { textDocument, range }: CodeActionParams): CodeAction[] {
  const open = session.open(textDocument.uri);
  if (open === undefined) return [];
  const diagnostics = session.service.diagnostics(open.document, session.checkOptions);
  const span = { start: open.source.offsetAt(range.start), end: open.source.offsetAt(range.end) };
  return quickFixes(diagnostics, span).map((fix) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [toDiagnostic(fix.diagnostic, open.lines, pageOf(fix.diagnostic.code))],
    edit: { changes: { [textDocument.uri]: toTextEdits(fix, open.lines) } },
  }));
}
