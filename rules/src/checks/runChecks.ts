import type { RuleDiagnostic } from '../diagnostic.ts';
import type { CheckContext } from './check.ts';
import { checks } from './index.ts';

/** What all checks but the `disabled` ones (by code) find in a file, in the order of the text. Nothing in a file that is not ours. */
export function runChecks(context: CheckContext, disabled: ReadonlySet<string> = new Set()): RuleDiagnostic[] {
  const { kind } = context.document;
  if (kind === 'other') return [];
  const found = checks
    .filter((check) => check.appliesTo.some((applies) => applies === kind) && !disabled.has(check.code))
    .flatMap((check) =>
      [...check.check(context)].map((finding): RuleDiagnostic => {
        const { span, message, fixes = [], severity = check.severity } = finding;
        return { code: check.code, severity, message, span, fixes };
      }),
    );
  return found.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || a.code.localeCompare(b.code));
}
