import type { KqlDiagnostic, KqlSeverity } from '../diagnostic.ts';
import { child, listItems, need } from './accessors.ts';
import { isBinderMistake } from './binderMistakes.ts';
import { isBoundWithoutFindings } from './incremental/binderHooks.ts';
import type { MsCode, MsDiagnostic, MsNode } from './nodes.ts';

const severities: Readonly<Record<string, KqlSeverity | undefined>> = { Error: 'error', Warning: 'warning' };

/** What the parser and binder object to, in the order of the text. */
export function collectDiagnostics(code: MsCode): KqlDiagnostic[] {
  const found = diagnosticsOf(code)
    .filter((item) => !isBinderMistake(item, code))
    .map((item) => {
      return {
        code: item.Code,
        severity: severities[item.Severity] ?? 'info',
        message: item.Message,
        span: { start: item.Start, end: item.Start + item.Length },
      };
    });
  return found.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** What the parser and the binder have put into the tree: both, not what is in the bodies of called functions. */
const syntacticAndSemantic = 3;

/** As `GetDiagnostics`, but without a walk over the statements in which nothing was found. */
function diagnosticsOf(code: MsCode): MsDiagnostic[] {
  // What is too deep to be bound has a diagnostic of its own; commands have no such statements.
  if (!code.HasSemantics || child(code.Syntax, 'Statements') === undefined) return listItems(code.GetDiagnostics());
  const list = need(code.Syntax, 'Statements');
  const statements = Array.from({ length: list.ChildCount }, (_, index) => list.GetChild(index));
  const others = Array.from({ length: code.Syntax.ChildCount }, (_, index) => code.Syntax.GetChild(index)).filter((each) => each !== list);
  return [...statements, ...others].flatMap((node) =>
    node === null || isClean(node) ? [] : listItems(node.GetContainedDiagnostics(syntacticAndSemantic)),
  );
}

/** Whether neither parser nor binder found anything in a statement with its semicolon. */
function isClean(node: MsNode): boolean {
  const statement = child(node, 'Element');
  return !node.ContainsSyntaxDiagnostics && statement !== undefined && isBoundWithoutFindings(statement);
}
