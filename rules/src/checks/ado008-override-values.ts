import { tactics } from '../facts/mitre.ts';
import { nearestName } from '../nearestName.ts';
import type { Spanned } from '../ruleView.ts';
import { assignedTexts } from './assignedTexts.ts';
import { type Check, type CheckContext, type Finding, rulesOnly } from './check.ts';
import { severityNames } from './severities.ts';

/** The service passes values over that are no severity or tactic, and takes those of the rule. */
export const overrideValues: Check = {
  code: 'ADO008',
  name: 'override-values',
  severity: 'warning',
  appliesTo: rulesOnly,
  *check(context) {
    const override = context.rule.alertDetailsOverride?.value;
    yield* strangeValues(context, override?.alertSeverityColumnName, { what: 'severity', names: severityNames });
    yield* strangeValues(context, override?.alertTacticsColumnName, { what: 'tactic', names: [...tactics.keys()] });
  },
};

interface Values {
  readonly what: string;
  readonly names: readonly string[];
}

function* strangeValues(
  { query, columns }: CheckContext,
  column: Spanned<string> | undefined,
  { what, names }: Values,
): Generator<Finding> {
  if (column === undefined || query === undefined) return;
  const type = columns?.get(column.value)?.type;
  if (type !== undefined && !['string', 'dynamic', 'unknown'].includes(type))
    yield { span: column.span, message: `\`${column.value}\` is of the type ${type}; a ${what} is a text` };
  for (const { value, span } of assignedTexts(query, column.value)) {
    // Several tactics are listed with commas, and an empty text means that of the rule.
    const wrong = value.split(',').find((part) => part.trim() !== '' && !names.some((name) => same(name, part)));
    if (wrong === undefined) continue;
    const near = nearestName(wrong, names);
    const hint = near === undefined ? `it is one of ${names.join(', ')}` : `did you mean \`${near}\`?`;
    yield { span: query.embedded.toSource(span), message: `\`${wrong.trim()}\` is no ${what}; ${hint}` };
  }
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.trim().toLowerCase();
}
