import { type Check, rulesOnly } from './check.ts';
import { fieldOf } from './fields.ts';

/** Words that the repository wants replaced in names. */
const replacements: ReadonlyMap<string, string> = new Map([
  ['ip', 'IPAddress'],
  ['execute', 'Run'],
  ['suspicious', 'Unexpected`, `Anomalous` or `Rare'],
  ['suspect', 'Unexpected`, `Anomalous` or `Rare'],
]);

export const vagueWordInName: Check = {
  code: 'NAME007',
  name: 'vague-word-in-name',
  severity: 'info',
  repositoryOnly: true,
  appliesTo: rulesOnly,
  *check(context) {
    const value = fieldOf(context, 'name')?.value;
    if (value?.type !== 'scalar') return;
    const { text, map } = value.content();
    for (const match of text.matchAll(/\b(IP|Execute|Suspicious|Suspect)\b/gi)) {
      const wanted = replacements.get(match[0].toLowerCase());
      const span = map.toSource({ start: match.index, end: match.index + match[0].length });
      yield { span, message: `The repository writes \`${wanted}\` instead of \`${match[0]}\` in names` };
    }
  },
};
