import type { RuleDocument } from '../ruleDocument.ts';
import { entryOf, textOf, type YamlNode } from '../yaml/yamlTree.ts';

/** Where the version of a file lies, by its kind: of a rule at the top, of a parser below the map that describes it. */
const places = [['version'], ['Function', 'Version'], ['Parser', 'Version']] as const;

/** The version of a file with its place; undefined where there is none, or it is not of the form `1.0.0`. */
export function writtenVersion({ root }: RuleDocument) {
  for (const place of places) {
    const value = place.reduce<YamlNode | undefined>((node, key) => entryOf(node, key)?.value, root);
    const text = textOf(value)?.trim() ?? '';
    const parts = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})$/.exec(text)?.slice(1).map(Number);
    if (value !== undefined && parts !== undefined) return { text, parts, span: value.span };
  }
  return undefined;
}

/** Below, at or above zero as the version `a` is lower than, the same as or higher than `b`. */
export function compareVersions(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((part, index) => part !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** The version one patch above. */
export function nextPatch([major = 0, minor = 0, patch = 0]: readonly number[]): string {
  return `${major}.${minor}.${patch + 1}`;
}
