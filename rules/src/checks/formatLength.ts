import { entryOf, isBlank } from '../yaml/yamlTree.ts';
import { formatLimits } from './alertFormats.ts';
import type { CheckContext, Finding } from './check.ts';
import { fieldOf } from './fields.ts';

/** A finding if the format is there but says nothing, or is longer than the service takes. */
export function formatLengthFindings(context: CheckContext, key: string): Finding[] {
  const entry = entryOf(fieldOf(context, 'alertDetailsOverride')?.value, key);
  if (entry === undefined) return [];
  if (isBlank(entry.value)) return [{ span: entry.keySpan, message: `\`${key}\` has no value` }];
  const limit = formatLimits.get(key) ?? Number.POSITIVE_INFINITY;
  const length = entry.value.type === 'scalar' ? entry.value.text.length : 0;
  return length <= limit
    ? []
    : [
        {
          span: entry.keySpan,
          message: `\`${key}\` has ${length} characters; ${limit} are allowed`,
        },
      ];
}
