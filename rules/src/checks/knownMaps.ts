import { type RuleField, ruleFields } from '../schema/ruleFields.ts';
import type { YamlEntry, YamlNode } from '../yaml/yamlTree.ts';
import type { CheckContext } from './check.ts';

export interface KnownMap {
  readonly entries: readonly YamlEntry[];
  /** The keys that the map may have. */
  readonly keys: readonly string[];
  /** The key the map stands under; empty for the file itself. */
  readonly parent: string;
}

/** The maps of a rule whose keys are known: the file, and what its lists and settings hold. */
export function knownMaps({ document }: CheckContext): KnownMap[] {
  return mapsIn(document.root, ruleFields, '');
}

function mapsIn(node: YamlNode | undefined, fields: readonly RuleField[], parent: string): KnownMap[] {
  if (node?.type === 'list') return node.items.flatMap((item) => mapsIn(item, fields, parent));
  if (node?.type !== 'map') return [];
  const inner = node.entries.flatMap(({ key, value }) => {
    const known = fields.find((field) => field.key === key)?.fields;
    return known === undefined ? [] : mapsIn(value, known, key);
  });
  return [{ entries: node.entries, keys: fields.map(({ key }) => key), parent }, ...inner];
}
