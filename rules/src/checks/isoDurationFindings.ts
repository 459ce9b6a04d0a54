import { replaceFix } from '../diagnostic.ts';
import { parseDuration } from '../duration.ts';
import { textOf, type YamlEntry } from '../yaml/yamlTree.ts';
import type { Finding } from './check.ts';
import { isoText } from './isoText.ts';

/** A finding where a duration that the service takes only in the form of ISO 8601 is written otherwise. */
export function isoDurationFindings(entry: YamlEntry | undefined): Finding[] {
  const text = textOf(entry?.value);
  if (entry === undefined || text === undefined) return [];
  const parsed = parseDuration(text);
  if (parsed?.form === 'iso') return [];
  const { span } = entry.value;
  if (parsed === undefined) return [{ span, message: `\`${text}\` is no duration; write one such as \`PT5H\`` }];
  const iso = isoText(parsed.ticks);
  return [{ span, message: `\`${entry.key}\` is written \`${iso}\`, not \`${text}\``, fixes: [replaceFix(span, iso)] }];
}
