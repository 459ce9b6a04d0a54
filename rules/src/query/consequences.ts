import type { KqlDiagnostic } from '@rulesmith/kql';
import { isSyntaxError } from './kqlCodes.ts';

/** The parser met a `|` without an operator behind it. */
const operatorExpected = 'KS176';
const unknownFunction = 'KS211';
/** "is not an aggregate or scalar function": said of the arguments of a function that does not exist. */
const notAFunction = 'KS236';
const unknownName = 'KS142';

/**
 * The diagnostics without those that only follow from another one, so that a query which is being typed is red where the mistake is and not
 * all the way down.
 */
export function withoutConsequences(text: string, diagnostics: readonly KqlDiagnostic[]): readonly KqlDiagnostic[] {
  const causes = diagnostics.filter(({ code }) => code === operatorExpected || code === unknownFunction || isSyntaxError(code));
  if (causes.length === 0) return diagnostics;
  return diagnostics.filter((diagnostic) => !causes.some((cause) => cause !== diagnostic && follows(text, cause, diagnostic)));
}

function follows(text: string, cause: KqlDiagnostic, diagnostic: KqlDiagnostic): boolean {
  const between = text.slice(cause.span.end, diagnostic.span.start);
  if (diagnostic.span.start < cause.span.end || between.includes(';')) return false;
  if (breaksOff(cause)) return true;
  if (cause.code === unknownFunction) return diagnostic.code === notAFunction;
  // Behind a missing bracket, names that the query made before it are lost; a name that is new there is a mistake of its own.
  return diagnostic.code === unknownName && isWrittenBefore(text, cause.span.start, diagnostic);
}

/** The parser took the query for ended there and knows nothing of what follows. */
function breaksOff({ code, message }: KqlDiagnostic): boolean {
  return code === operatorExpected || message === 'Expected: ;';
}

function isWrittenBefore(text: string, end: number, { span }: KqlDiagnostic): boolean {
  const name = text.slice(span.start, span.end);
  return /^\w+$/.test(name) && new RegExp(`\\b${name}\\b`).test(text.slice(0, end));
}
