import type { Fix, RuleDiagnostic } from '../diagnostic.ts';
import { unusedSuppression } from './dis001-unused-suppression.ts';
import type { SuppressedCode, Suppression } from './suppressions.ts';

export interface Suppressed {
  readonly kept: RuleDiagnostic[];
  /** A finding for each code that suppresses nothing. */
  readonly unused: RuleDiagnostic[];
}

/** Parts the findings by the suppressions. A code of a check that is not in `ran` cannot be told to be unused. */
export function applySuppressions(
  suppressions: readonly Suppression[],
  found: readonly RuleDiagnostic[],
  ran: ReadonlySet<string>,
): Suppressed {
  const used = new Set<SuppressedCode>();
  const kept = found.filter((diagnostic) => {
    const matching = suppressions
      .filter((suppression) => suppression.covers(diagnostic.span.start))
      .flatMap((suppression) => suppression.codes.filter(({ code }) => code.toUpperCase() === diagnostic.code));
    for (const code of matching) used.add(code);
    return matching.length === 0;
  });
  const unused = suppressions.flatMap((suppression) =>
    suppression.codes.filter((code) => !used.has(code) && ran.has(code.code.toUpperCase())).map((code) => unusedFinding(suppression, code)),
  );
  return { kept, unused };
}

function unusedFinding(suppression: Suppression, { code, span }: SuppressedCode): RuleDiagnostic {
  const { keywordSpan, isMisplaced } = suppression;
  const nextLine: Fix = {
    title: 'Change to `rulesmith-disable-next-line`',
    edits: [{ span: keywordSpan, newText: 'rulesmith-disable-next-line' }],
  };
  const why = isMisplaced
    ? 'on a line of its own it counts only at the top; write `rulesmith-disable-next-line` for the line below'
    : 'the check finds nothing there; take the comment out';
  return {
    code: unusedSuppression.code,
    severity: unusedSuppression.severity,
    message: `Suppressing \`${code}\` has no effect: ${why}`,
    span,
    fixes: isMisplaced ? [nextLine] : [],
  };
}
