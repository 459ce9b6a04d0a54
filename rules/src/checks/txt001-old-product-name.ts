import { replaceFix } from '../diagnostic.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { fieldOf } from './fields.ts';

/** The product is called Microsoft Sentinel since November 2021. */
export const oldProductName: Check = {
  code: 'TXT001',
  name: 'old-product-name',
  severity: 'warning',
  fixesKeepMeaning: true,
  appliesTo: rulesAndHunts,
  *check(context) {
    for (const key of ['name', 'description']) {
      const value = fieldOf(context, key)?.value;
      if (value?.type !== 'scalar') continue;
      const { text, map } = value.content();
      for (const match of text.matchAll(/\bAzure (?=Sentinel\b)/gi)) {
        const span = map.toSource({ start: match.index, end: match.index + match[0].length - 1 });
        yield { span, message: 'The product is called Microsoft Sentinel', fixes: [replaceFix(span, 'Microsoft')] };
      }
    }
  },
};
