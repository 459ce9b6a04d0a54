import { replaceFix } from '../diagnostic.ts';
import { parseDuration, toShortForm } from '../duration.ts';
import { type Check, rulesOnly } from './check.ts';
import { textField } from './fields.ts';
import { durationKeys } from './scheduleKeys.ts';

/** `PT1H` is the form of ARM templates; the repository's check rejects it in YAML, converters take both. */
export const isoDuration: Check = {
  code: 'SCHED004',
  name: 'iso-duration',
  severity: 'warning',
  repositorySeverity: 'error',
  fixesKeepMeaning: true,
  appliesTo: rulesOnly,
  *check(context) {
    for (const key of durationKeys) {
      const written = textField(context, key);
      const parsed = written === undefined ? undefined : parseDuration(written.value);
      if (written === undefined || parsed?.form !== 'iso') continue;
      const short = toShortForm(parsed.ticks);
      const message = `\`${written.value}\` is the form of ARM templates; rule files write \`${short}\``;
      yield {
        span: written.span,
        message,
        fixes: [replaceFix(written.span, short)],
      };
    }
  },
};
