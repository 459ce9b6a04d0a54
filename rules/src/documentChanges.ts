/** Whether two versions of a file say something else, rather than the same in other blanks, quotes or order of keys. */
import { hasSameTokens } from './query/sameTokens.ts';
import type { RuleDocument } from './ruleDocument.ts';
import type { YamlEntry, YamlNode } from './yaml/yamlTree.ts';

const queries: ReadonlySet<string> = new Set(['query', 'FunctionQuery', 'ParserQuery']);

/** Fields about the file, which may change while the content stays. */
const aboutTheFile: ReadonlySet<string> = new Set([
  'version',
  'metadata',
  'Function.Version',
  'Function.LastUpdated',
  'Parser.Version',
  'Parser.LastUpdated',
]);

/** Whether `now` differs from `before` in anything but its version and metadata. Files that cannot be read in full do not differ. */
export function differs(before: RuleDocument, now: RuleDocument): boolean {
  if (before.problems.length > 0 || now.problems.length > 0) return false;
  return !isSame(before.root, now.root, '');
}

function isSame(a: YamlNode | undefined, b: YamlNode | undefined, path: string): boolean {
  if (a === undefined || b === undefined) return isNothing(a) && isNothing(b);
  if (a.type === 'scalar' && b.type === 'scalar') return hasSameText(a.text, b.text, path);
  if (a.type === 'list' && b.type === 'list')
    return a.items.length === b.items.length && a.items.every((item, index) => isSame(item, b.items[index], `${path}.`));
  if (a.type === 'map' && b.type === 'map') return hasSameEntries(a.entries, b.entries, path);
  return isNothing(a) && isNothing(b);
}

function hasSameEntries(a: readonly YamlEntry[], b: readonly YamlEntry[], path: string): boolean {
  const [left, right] = [byKey(a), byKey(b)];
  return [...new Set([...left.keys(), ...right.keys()])].every((key) => {
    const below = path === '' ? key : `${path}.${key}`;
    return aboutTheFile.has(below) || isSame(left.get(key), right.get(key), below);
  });
}

function byKey(entries: readonly YamlEntry[]): Map<string, YamlNode> {
  return new Map(entries.map(({ key, value }) => [key, value]));
}

function hasSameText(a: string, b: string, path: string): boolean {
  return a.trim() === b.trim() || (queries.has(path) && hasSameTokens(a, b));
}

function isNothing(node: YamlNode | undefined): boolean {
  if (node === undefined) return true;
  if (node.type === 'scalar') return node.isNull;
  return (node.type === 'map' ? node.entries : node.items).length === 0;
}
