import { type Check, rulesOnly } from './check.ts';
import { textField } from './fields.ts';
import { isNrt } from './kinds.ts';

/** Only scheduled rules have a first run to put off. */
export const startTime: Check = {
  code: 'START001',
  name: 'start-time',
  severity: 'warning',
  appliesTo: rulesOnly,
  *check(context) {
    const start = textField(context, 'startTimeUtc');
    if (start === undefined) return;
    if (isNrt(context.rule.kind?.value)) yield { span: start.keySpan, message: 'An NRT rule runs every minute; it has no `startTimeUtc`' };
    else if (!/^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z?)?$/.test(start.value.trim()))
      yield { span: start.span, message: `\`${start.value}\` is no time; write one such as \`2024-05-01T12:00:00Z\`` };
  },
};
