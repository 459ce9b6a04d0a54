import type { RuleDiagnostic, RuleDocument } from '@rulesmith/rules';
import { LineIndex } from './lineIndex.ts';

export type Severity = RuleDiagnostic['severity'];

/** A place in a file: lines and columns from 1, the end exclusive. */
export interface FindingRange {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export interface FindingFix {
  readonly title: string;
  readonly edits: readonly (FindingRange & { readonly newText: string })[];
}

/** A finding as `check` reports it. The names are those of the JSON output. */
export interface Finding extends FindingRange {
  /** Relative to the current folder, with forward slashes. */
  readonly path: string;
  readonly severity: Severity;
  /** The code of the check, such as `ENT010`. */
  readonly check: string;
  readonly message: string;
  readonly fixes: readonly FindingFix[];
}

/** The findings of one document, in the order of the text. */
export function findingsOf(path: string, document: RuleDocument, diagnostics: readonly RuleDiagnostic[]): Finding[] {
  const lines = new LineIndex(document.text);
  const range = (span: { readonly start: number; readonly end: number }): FindingRange => {
    const start = lines.position(span.start);
    const end = lines.position(Math.max(span.start, span.end));
    return { line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
  };
  return diagnostics
    .map((diagnostic) => ({
      path,
      ...range(diagnostic.span),
      severity: diagnostic.severity,
      check: diagnostic.code,
      message: diagnostic.message,
      fixes: diagnostic.fixes.map((fix) => ({
        title: fix.title,
        edits: fix.edits.map((edit) => ({ ...range(edit.span), newText: edit.newText })),
      })),
    }))
    .sort((a, b) => a.line - b.line || a.column - b.column || (a.check < b.check ? -1 : 1));
}

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Whether `severity` is `least` or worse. */
export function isAtLeast(severity: Severity, least: Severity): boolean {
  return ranks[severity] <= ranks[least];
}
