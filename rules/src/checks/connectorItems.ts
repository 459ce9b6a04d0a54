import { entryOf, type YamlNode } from '../yaml/yamlTree.ts';
import type { CheckContext } from './check.ts';

/** The items of `requiredDataConnectors`, whatever they are. */
export function connectorItems({ document }: CheckContext): readonly YamlNode[] {
  const list = entryOf(document.root, 'requiredDataConnectors')?.value;
  return list?.type === 'list' ? list.items : [];
}
