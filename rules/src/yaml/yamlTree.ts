import type { Span } from '@rulesmith/kql';
import type { MappedText } from './mappedText.ts';

/** How a scalar is written in the file. */
export type ScalarStyle = 'plain' | 'single-quoted' | 'double-quoted' | 'literal' | 'folded';

/** A text, number, truth value or null; `text` is the loaded text whatever type YAML would give it. */
export interface YamlScalar {
  readonly type: 'scalar';
  readonly text: string;
  readonly style: ScalarStyle;
  /** Nothing is written, or one of YAML's plain forms of null. */
  readonly isNull: boolean;
  /** The value without anchor and tag; for an alias, the alias. */
  readonly span: Span;
  /** The text with its exact map back to the file; for an alias, to the place of the anchor. */
  readonly content: () => MappedText;
}

export interface YamlEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: YamlNode;
  /** From the key to the end of the value. */
  readonly span: Span;
}

export interface YamlMap {
  readonly type: 'map';
  readonly entries: readonly YamlEntry[];
  readonly span: Span;
}

export interface YamlList {
  readonly type: 'list';
  readonly items: readonly YamlNode[];
  readonly span: Span;
}

/** A value of a YAML file with offsets into the file's text. Immutable. */
export type YamlNode = YamlScalar | YamlMap | YamlList;

/** The entry of `key`; the last one where the key is written twice, as loaders take it. */
export function entryOf(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  return node?.type === 'map' ? node.entries.findLast((entry) => entry.key === key) : undefined;
}

/** The text of a scalar that says something; undefined for any other node and for null or blank. */
export function textOf(node: YamlNode | undefined): string | undefined {
  return node?.type === 'scalar' && !node.isNull && node.text.trim() !== '' ? node.text : undefined;
}

/** The items of a list, a lone scalar counting as a list of one; empty for anything else. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  if (node?.type === 'list') return node.items;
  return node !== undefined && textOf(node) !== undefined ? [node] : [];
}

/** Whether the node says nothing: null, or only blanks. An empty list or map is not blank. */
export function isBlank(node: YamlNode | undefined): boolean {
  return node === undefined || (node.type === 'scalar' && textOf(node) === undefined);
}

/** One step from a node to a child: the key of an entry, or the index of an item. */
export type PathStep = string | number;

/** Every node below and including `node`, parents first, with the path to it. */
export function* walk(node: YamlNode, path: readonly PathStep[] = []): Generator<{ node: YamlNode; path: readonly PathStep[] }> {
  yield { node, path };
  if (node.type === 'map') for (const entry of node.entries) yield* walk(entry.value, [...path, entry.key]);
  if (node.type === 'list') for (const [index, item] of node.items.entries()) yield* walk(item, [...path, index]);
}
