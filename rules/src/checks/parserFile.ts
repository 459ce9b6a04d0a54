import { entryOf, textOf, type YamlEntry } from '../yaml/yamlTree.ts';
import type { CheckContext } from './check.ts';

/** The entry at a path of keys, such as `Parser.Title`. */
export function entryAt({ document }: CheckContext, path: string): YamlEntry | undefined {
  const keys = path.split('.');
  const parent = keys.slice(0, -1).reduce((node, key) => entryOf(node, key)?.value, document.root);
  return entryOf(parent, keys.at(-1) ?? '');
}

/** The text at a path of keys with its place; undefined where there is none. */
export function textAt(context: CheckContext, path: string) {
  const entry = entryAt(context, path);
  const value = textOf(entry?.value);
  return entry === undefined || value === undefined ? undefined : { value, span: entry.value.span, keySpan: entry.keySpan };
}

/** A function that a solution brings (`FunctionQuery`), unless it stands for one that is built in. */
export function isSolutionParser(context: CheckContext): boolean {
  return entryAt(context, 'FunctionQuery') !== undefined && entryAt(context, 'EquivalentBuiltInFunction') === undefined;
}

/** A parser of the Advanced Security Information Model (`ParserQuery`). */
export function isAsimParser(context: CheckContext): boolean {
  return entryAt(context, 'ParserQuery') !== undefined;
}

/** An ASIM parser that only puts others together. */
export function isUnionParser(context: CheckContext): boolean {
  return isAsimParser(context) && entryAt(context, 'Parsers') !== undefined;
}

/** The parser of a table that is normalized already. */
export function isNativeParser(context: CheckContext): boolean {
  return textAt(context, 'EquivalentBuiltInParser')?.value.endsWith('_Native') === true;
}
