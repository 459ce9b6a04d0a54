import type { Span } from '@rulesmith/kql';
import type { MappedText } from '../yaml/mappedText.ts';
import { entryOf, textOf, type YamlEntry } from '../yaml/yamlTree.ts';
import type { CheckContext } from './check.ts';

/** The texts of an alert that may hold `{{Column}}`, with the length each may have. */
export const formatLimits: ReadonlyMap<string, number> = new Map([
  ['alertDisplayNameFormat', 256],
  ['alertDescriptionFormat', 5000],
]);

export interface AlertFormat {
  readonly key: string;
  readonly entry: YamlEntry;
  readonly content: MappedText;
}

/** The formats a rule has, with the map from their text to the file. */
export function alertFormats({ document }: CheckContext): AlertFormat[] {
  const override = entryOf(document.root, 'alertDetailsOverride')?.value;
  return [...formatLimits.keys()].flatMap((key) => {
    const entry = entryOf(override, key);
    return entry?.value.type === 'scalar' && textOf(entry.value) !== undefined ? [{ key, entry, content: entry.value.content() }] : [];
  });
}

export interface FormatPlaceholder {
  /** What stands between the braces, blanks included. */
  readonly name: string;
  /** The place of `name` in the file. */
  readonly span: Span;
}

/** The complete placeholders of a text. */
export function placeholdersOf({ text, map }: MappedText): FormatPlaceholder[] {
  return [...text.matchAll(/\{\{([^{}]*)\}\}/g)].map((match) => {
    const start = match.index + 2;
    const name = match[1] ?? '';
    return { name, span: map.toSource({ start, end: start + name.length }) };
  });
}
