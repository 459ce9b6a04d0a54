import type { Span } from '@rulesmith/kql';
import type { Fix } from '../diagnostic.ts';
import type { RuleDocument } from '../ruleDocument.ts';
import { entryOf } from '../yaml/yamlTree.ts';
import { fixes, removeItem } from './editEntries.ts';

/** The fix that removes the item of the list below `key` that `span` lies in. */
export function removeRepeated({ text, root }: RuleDocument, key: string, span: Span): Fix[] {
  const list = entryOf(root, key)?.value;
  const item = list?.type === 'list' ? list.items.find((each) => each.span.start <= span.start && span.end <= each.span.end) : undefined;
  return list?.type === 'list' && item !== undefined ? fixes('Remove the repeated item', removeItem(text, list, item)) : [];
}
