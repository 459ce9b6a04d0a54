import type { KqlDiagnostic } from '@rulesmith/kql';
import { isSyntaxError } from './kqlCodes.ts';

/** The parser met a `|` without an operator behind it. */
const operatorExpected = 'KS176';
const unknownFunction = 'KS211';
/** "is not an aggregate or scalar function": said of the arguments of a function that does not exist. */
const notAFunction = 'KS236';
const unknownName = 'KS142';
/** "The incomplete fragment is unexpected": what is left of a statement that could not be read to its end. */
const fragment = 'KS198';
const expressionExpected = 'KS006';
const characterUnexpected = 'KS002';
const conditionExpected = 'KS141';

/**
 * The diagnostics without those that only follow from another one, so that a query which is being typed is red where the mistake is and not
 * all the way down.
 */
export function withoutConsequences(text: string, diagnostics: readonly KqlDiagnostic[]): readonly KqlDiagnostic[] {
  const causes = diagnostics.filter(({ code }) => code === operatorExpected || code === unknownFunction || isSyntaxError(code));
  const left =
    causes.length === 0 ? diagnostics : diagnostics.filter((each) => !causes.some((cause) => cause !== each && follows(text, cause, each)));
  return left.filter((diagnostic) => !left.some((other) => other !== diagnostic && leadsTo(text, diagnostic, other)));
}

/**
 * Whether a diagnostic says of the place in front of another one what that one says better: that a condition is none, of `where a = 1`, and that an
 * expression is missing, of a character that cannot begin one.
 */
function leadsTo(text: string, { code, span }: KqlDiagnostic, other: KqlDiagnostic): boolean {
  if (other.span.start < span.end || text.slice(span.end, other.span.start).trim() !== '') return false;
  if (code === conditionExpected) return other.code === fragment || other.message === 'Expected: ;';
  return code === expressionExpected && other.code === characterUnexpected;
}

function follows(text: string, cause: KqlDiagnostic, diagnostic: KqlDiagnostic): boolean {
  const isSamePlace = diagnostic.span.start === cause.span.start && diagnostic.span.end === cause.span.end;
  if (isSamePlace && isSyntaxError(cause.code) && !isSyntaxError(diagnostic.code)) return true;
  const between = text.slice(cause.span.end, diagnostic.span.start);
  if (diagnostic.span.start < cause.span.end || between.includes(';')) return false;
  if (diagnostic.code === fragment && !between.includes('|')) return true;
  if (cause.code === characterUnexpected && diagnostic.code === characterUnexpected && between === '') return true;
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
