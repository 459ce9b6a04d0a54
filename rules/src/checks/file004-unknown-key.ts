import { replaceFix } from '../diagnostic.ts';
import { nearestName } from '../nearestName.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { knownMaps } from './knownMaps.ts';

/** Keys as other tools and the service name them, and what a rule file says instead. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['displayName', 'name'],
  ['techniques', 'relevantTechniques'],
  ['templateVersion', 'version'],
  ['dataConnectors', 'requiredDataConnectors'],
]);

/** A key that the service ignores without a word, and that looks like one the map lacks. Other keys are the author's own. */
export const unknownKey: Check = {
  code: 'FILE004',
  name: 'unknown-key',
  severity: 'info',
  appliesTo: rulesAndHunts,
  *check(context) {
    for (const { entries, keys, parent } of knownMaps(context)) {
      // There every other key is reported, near or not.
      if (parent === 'alertDetailsOverride') continue;
      const written = new Set(entries.map(({ key }) => key));
      const lacking = keys.filter((key) => !written.has(key));
      for (const { key, keySpan } of entries) {
        const renamed = otherNames.get(key);
        const near = keys.includes(key)
          ? undefined
          : renamed !== undefined && lacking.includes(renamed)
            ? renamed
            : nearestName(key, lacking);
        if (near === undefined || near.toLowerCase() === key.toLowerCase()) continue;
        const message = `A rule has no key \`${key}\` here; did you mean \`${near}\`?`;
        yield { span: keySpan, message, fixes: [replaceFix(keySpan, near)] };
      }
    }
  },
};
