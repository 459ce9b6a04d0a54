import { type Check, rulesAndHunts } from './check.ts';
import { fieldOf } from './fields.ts';

const longest = 20;

export const malformedDetailName: Check = {
  code: 'CDET002',
  name: 'malformed-detail-name',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check(context) {
    const details = fieldOf(context, 'customDetails')?.value;
    if (details?.type !== 'map') return;
    for (const { key, keySpan } of details.entries) {
      if (key.length > longest)
        yield {
          span: keySpan,
          message: `\`${key}\` has ${key.length} characters; the name of a custom detail may have ${longest}`,
        };
      else if (!/^[a-zA-Z]\w*$/.test(key))
        yield {
          span: keySpan,
          message: `\`${key}\` is no name for a custom detail: a letter, then letters, digits and \`_\``,
        };
    }
  },
};
