import type { KqlDiagnostic, KqlSeverity } from '../diagnostic.ts';
import { listItems } from './accessors.ts';
import { isBinderMistake } from './binderMistakes.ts';
import type { MsCode } from './nodes.ts';

const severities: Readonly<Record<string, KqlSeverity | undefined>> = { Error: 'error', Warning: 'warning' };

/** What the parser and binder object to, in the order of the text. */
export function collectDiagnostics(code: MsCode): KqlDiagnostic[] {
  const found = listItems(code.GetDiagnostics())
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
