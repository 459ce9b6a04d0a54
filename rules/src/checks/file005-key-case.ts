import { replaceFix } from '../diagnostic.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { knownMaps } from './knownMaps.ts';

/** Some readers of rules match keys in any letter case, others do not see such a key at all. */
export const keyCase: Check = {
  code: 'FILE005',
  name: 'key-case',
  severity: 'warning',
  fixesKeepMeaning: true,
  appliesTo: rulesAndHunts,
  *check(context) {
    for (const { entries, keys } of knownMaps(context)) {
      for (const { key, keySpan } of entries) {
        const exact = keys.includes(key) ? undefined : keys.find((known) => known.toLowerCase() === key.toLowerCase());
        if (exact === undefined || entries.some((entry) => entry.key === exact)) continue;
        yield { span: keySpan, message: `The key is written \`${exact}\`, not \`${key}\``, fixes: [replaceFix(keySpan, exact)] };
      }
    }
  },
};
