import type { Span } from '@rulesmith/kql';
import type { Fix, RuleDiagnostic } from '../diagnostic.ts';

/** A fix together with the finding it settles. */
export interface QuickFix extends Fix {
  readonly diagnostic: RuleDiagnostic;
}

/** The fixes of the findings that touch `range`. */
export function quickFixes(diagnostics: readonly RuleDiagnostic[], range: Span): QuickFix[] {
  return diagnostics
    .filter(({ span }) => span.start <= range.end && range.start <= span.end)
    .flatMap((diagnostic) => diagnostic.fixes.map((fix) => ({ ...fix, diagnostic })));
}
