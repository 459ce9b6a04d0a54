import { replaceFix } from '../diagnostic.ts';
import { parseDuration, toShortForm } from '../duration.ts';
import type { Spanned } from '../ruleView.ts';
import { type Check, type Finding, rulesOnly } from './check.ts';
import { textField } from './fields.ts';
import { durationKeys } from './scheduleKeys.ts';

/** Sentinel content writes durations as a number with `m`, `h` or `d`. */
export const malformedDuration: Check = {
  code: 'SCHED003',
  name: 'malformed-duration',
  severity: 'error',
  appliesTo: rulesOnly,
  *check(context) {
    for (const key of durationKeys) {
      const written = textField(context, key);
      const finding = written === undefined ? undefined : findingFor(written);
      if (finding !== undefined) yield finding;
    }
  },
};

function findingFor(written: Spanned<string>): Finding | undefined {
  const parsed = parseDuration(written.value);
  if (parsed?.form === 'short' || parsed?.form === 'iso') return undefined;
  if (parsed === undefined) {
    const lower = parseDuration(written.value.toLowerCase().replaceAll(' ', ''));
    const fixes = lower?.form === 'short' ? [replaceFix(written.span, lower.text)] : [];
    return {
      span: written.span,
      message: `\`${written.value}\` is no duration; write a number with \`m\`, \`h\` or \`d\`, such as \`1h\``,
      fixes,
    };
  }
  const short = toShortForm(parsed.ticks);
  const note = parsed.form === 'days' ? `is read as ${written.value} days` : 'is a form that other tools do not read';
  return {
    span: written.span,
    severity: 'info',
    message: `\`${written.value}\` ${note}; write \`${short}\``,
    fixes: [replaceFix(written.span, short)],
  };
}
