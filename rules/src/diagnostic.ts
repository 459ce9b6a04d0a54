import type { Span } from '@rulesmith/kql';

export type Severity = 'error' | 'warning' | 'info';

/** Replaces the text of `span` by `newText`. */
export interface TextEdit {
  readonly span: Span;
  readonly newText: string;
}

/** A change of the file that settles a finding. The edits do not overlap. */
export interface Fix {
  /** What it does, as a menu item: ``Change to `High` ``. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** A finding in a rule file. Plain data; spans are offsets into the file's text. */
export interface RuleDiagnostic {
  /** The code of the check, such as `ENT010`; it also names the page about it. */
  readonly code: string;
  readonly severity: Severity;
  /** One line without full stop. */
  readonly message: string;
  readonly span: Span;
  /** Empty where no fix is safe to offer. */
  readonly fixes: readonly Fix[];
}

/** A fix that puts `newText` in place of `span`. */
export function replaceFix(span: Span, newText: string): Fix {
  return { title: `Change to \`${newText}\``, edits: [{ span, newText }] };
}
