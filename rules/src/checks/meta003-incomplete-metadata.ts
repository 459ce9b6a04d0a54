import { entryOf, itemsOf, textOf, type YamlNode } from '../yaml/yamlTree.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { contentDomains } from './contentDomains.ts';
import { fieldOf, orList, unknownName } from './fields.ts';

const wanted = [
  ['author', 'name'],
  ['support', 'tier'],
  ['categories', 'domains'],
] as const;

export const incompleteMetadata: Check = {
  code: 'META003',
  name: 'incomplete-metadata',
  severity: 'warning',
  appliesTo: rulesAndHunts,
  *check(context) {
    const metadata = fieldOf(context, 'metadata');
    if (metadata?.value.type !== 'map') return;
    const missing = wanted.filter((path) => isMissing(metadata.value, path)).map((path) => path.join('.'));
    if (missing.length > 0) yield { span: metadata.keySpan, message: `\`metadata\` lacks ${orList(missing).replace(' or ', ' and ')}` };
    const domains = entryOf(entryOf(metadata.value, 'categories')?.value, 'domains');
    for (const item of itemsOf(domains?.value)) {
      const value = textOf(item);
      if (value === undefined || domains === undefined) continue;
      const written = { value, span: item.span, keySpan: domains.keySpan };
      yield* unknownName(written, { what: 'The domain', names: contentDomains, otherwise: 'it is none of the published list' });
    }
  },
};

function isMissing(metadata: YamlNode, [first, second]: readonly [string, string]): boolean {
  const node = entryOf(entryOf(metadata, first)?.value, second)?.value;
  return itemsOf(node).length === 0;
}
