import { type Check, rulesAndHunts } from './check.ts';
import { fieldOf } from './fields.ts';

export const detailsDifferByCase: Check = {
  code: 'CDET007',
  name: 'details-differ-by-case',
  severity: 'warning',
  appliesTo: rulesAndHunts,
  *check(context) {
    const details = fieldOf(context, 'customDetails')?.value;
    if (details?.type !== 'map') return;
    const seen = new Map<string, string>();
    for (const { key, keySpan } of details.entries) {
      const other = seen.get(key.toLowerCase());
      if (other !== undefined && other !== key)
        yield { span: keySpan, message: `\`${key}\` and \`${other}\` differ only by letter case; alerts may show one of them` };
      seen.set(key.toLowerCase(), key);
    }
  },
};
