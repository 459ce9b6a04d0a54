import type { Fix, RuleDiagnostic } from '../diagnostic.ts';
import { unusedSuppression } from './dis001-unused-suppression.ts';
import type { SuppressedCode, Suppression } from './suppressions.ts';

export interface Suppressed {
  readonly kept: RuleDiagnostic[];
  /** A finding for each code that suppresses nothing. */
  readonly unused: RuleDiagnostic[];
}

/** Parts the findings in `text` by the suppressions. A code of a check that is not in `ran` cannot be told to be unused. */
export function applySuppressions(
  suppressions: readonly Suppression[],
  found: readonly RuleDiagnostic[],
  ran: ReadonlySet<string>,
  text: string,
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
    suppression.codes
      .filter((code) => !used.has(code) && ran.has(code.code.toUpperCase()))
      .map((code) => unusedFinding(suppression, code, text)),
  );
  return { kept, unused };
}

function unusedFinding(suppression: Suppression, { code, span }: SuppressedCode, text: string): RuleDiagnostic {
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
    fixes: isMisplaced ? [nextLine] : removal(suppression, text),
  };
}

/** Takes the comment out, with the blanks in front of it or its whole line, where it suppresses nothing else. */
function removal({ span, codes }: Suppression, text: string): Fix[] {
  if (codes.length > 1 || text.slice(span.start, span.end).includes('\n')) return [];
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  const before = text.slice(lineStart, span.start).trimEnd();
  const breakBehind = before === '' ? (/^\r?\n/.exec(text.slice(span.end))?.[0].length ?? 0) : 0;
  const edit = { span: { start: lineStart + before.length, end: span.end + breakBehind }, newText: '' };
  return [{ title: 'Remove the comment', edits: [edit] }];
}
