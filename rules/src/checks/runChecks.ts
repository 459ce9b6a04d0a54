import type { RuleDiagnostic } from '../diagnostic.ts';
import type { Check, CheckContext } from './check.ts';
import { unusedSuppression } from './dis001-unused-suppression.ts';
import { checks } from './index.ts';
import { keepLineBreaks } from './keepLineBreaks.ts';
import { keepQuotes } from './keepQuotes.ts';
import { applySuppressions } from './suppressFindings.ts';
import { readSuppressions } from './suppressions.ts';

/**
 * What all checks but the `disabled` ones (by code) find in a file, in the order of the text, without what comments in the file suppress.
 * Nothing in a file that is not ours.
 */
export function runChecks(context: CheckContext, disabled: ReadonlySet<string> = new Set()): RuleDiagnostic[] {
  const { kind } = context.document;
  if (kind === 'other') return [];
  const active = checks.filter((check) => isActive(check, context, disabled));
  const found = active.flatMap((check) => findingsOf(check, context));
  const suppressions = readSuppressions(context.document);
  const { kept, unused } = applySuppressions(suppressions, found, new Set(active.map(({ code }) => code)), context.document.text);
  const left = active.includes(unusedSuppression) ? [...kept, ...unused] : kept;
  return left.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || a.code.localeCompare(b.code));
}

function isActive(check: Check, { document, repositoryMode }: CheckContext, disabled: ReadonlySet<string>): boolean {
  if (disabled.has(check.code) || (check.repositoryOnly && !repositoryMode)) return false;
  return check.appliesTo.some((applies) => applies === document.kind);
}

function findingsOf(check: Check, context: CheckContext): RuleDiagnostic[] {
  const usual = (context.repositoryMode ? check.repositorySeverity : undefined) ?? check.severity;
  return [...check.check(context)].map(({ span, message, fixes = [], severity = usual }) => ({
    code: check.code,
    severity,
    message,
    span,
    fixes: fixes.map((fix) => keepLineBreaks(keepQuotes(fix, context.document.text), context.document.text)),
  }));
}
