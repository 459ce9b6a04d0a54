import type { YamlNode } from './yamlTree.ts';

/** What a node says, without places and styles: scalars as their text, maps as lists of pairs, so that order and repeated keys count. The value of `leftOut` is not told. */
export function plainValue(node: YamlNode, leftOut?: string): unknown {
  switch (node.type) {
    case 'scalar':
      return node.isNull ? null : node.text;
    case 'list':
      return { items: node.items.map((item) => plainValue(item)) };
    case 'map':
      return { entries: node.entries.map(({ key, value }) => [key, key === leftOut ? null : plainValue(value)]) };
  }
}
