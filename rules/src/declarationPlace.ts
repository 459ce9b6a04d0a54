import type { Span } from '@rulesmith/kql';
import { parseYaml } from './yaml/parseYaml.ts';
import { entryOf, textOf } from './yaml/yamlTree.ts';

/** The file of the workspace that declares a table or function. */
export interface DeclarationFile {
  readonly name: string;
  /** As the workspace lists it. */
  readonly path: string;
}

/** Where in the text of its file `name` is declared, or the column `column` of it; the start of the text where that cannot be told. */
export function declarationSpan({ name, path }: DeclarationFile, text: string, column?: string): Span {
  return findDeclaration(path, text, name, column) ?? { start: 0, end: 0 };
}

function findDeclaration(path: string, text: string, name: string, column: string | undefined): Span | undefined {
  if (/\.json$/i.test(path)) return jsonName(text, name, column);
  if (/\.kql$/i.test(path)) return letName(text, name);
  return parserName(text, name);
}

/** `"Name": "…"` of the table, or of the column behind it. */
function jsonName(text: string, name: string, column: string | undefined): Span | undefined {
  const names = [...text.matchAll(/"Name"\s*:\s*"((?:[^"\\]|\\.)*)"/g)].map((match) => {
    const end = match.index + match[0].length - 1;
    return { value: match[1], span: { start: end - (match[1]?.length ?? 0), end } };
  });
  const table = names.findIndex(({ value }) => value === name);
  const found = column === undefined ? undefined : names.slice(table + 1).find(({ value }) => value === column);
  return (found ?? names[table])?.span;
}

function letName(text: string, name: string): Span | undefined {
  const match = /^\s*let\s+(\w+)/m.exec(text);
  if (match === null || match[1] !== name) return undefined;
  const end = match.index + match[0].length;
  return { start: end - name.length, end };
}

function parserName(text: string, name: string): Span | undefined {
  const { root } = parseYaml(text);
  const entry = root?.type === 'map' ? root.entries.find(({ value }) => textOf(value)?.trim() === name) : undefined;
  return entry?.value.span ?? entryOf(root, 'FunctionQuery')?.keySpan;
}
