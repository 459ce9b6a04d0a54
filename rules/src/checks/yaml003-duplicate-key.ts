import { walk } from '../yaml/yamlTree.ts';
import { type Check, everyKind } from './check.ts';

/** A key is written twice in one mapping: one of the values is lost, and strict loaders reject the file. */
export const duplicateKey: Check = {
  code: 'YAML003',
  name: 'duplicate-key',
  severity: 'error',
  appliesTo: everyKind,
  *check({ document }) {
    if (document.root === undefined) return;
    for (const { node } of walk(document.root)) {
      if (node.type !== 'map') continue;
      const seen = new Set<string>();
      for (const { key, keySpan } of node.entries) {
        if (seen.has(key))
          yield {
            span: keySpan,
            message: `The key \`${key}\` is written twice here; remove one`,
          };
        seen.add(key);
      }
    }
  },
};
