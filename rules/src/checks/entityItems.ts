import { type EntityType, entityTypes } from '../facts/entities.ts';
import { entryOf, type YamlNode } from '../yaml/yamlTree.ts';
import type { CheckContext } from './check.ts';

/** The items of `entityMappings`, whatever they are. */
export function mappingItems({ document }: CheckContext): readonly YamlNode[] {
  const list = entryOf(document.root, 'entityMappings')?.value;
  return list?.type === 'list' ? list.items : [];
}

/** The items of `fieldMappings` of one mapping. */
export function fieldItems(mapping: YamlNode): readonly YamlNode[] {
  const list = entryOf(mapping, 'fieldMappings')?.value;
  return list?.type === 'list' ? list.items : [];
}

/** The entity type of this name, letter case ignored as the service does; undefined for none. */
export function entityTypeOf(name: string | undefined): EntityType | undefined {
  if (name === undefined) return undefined;
  return entityTypes.get(name) ?? [...entityTypes.values()].find((type) => type.name.toLowerCase() === name.toLowerCase());
}
