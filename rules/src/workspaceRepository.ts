/**
 * What other files of a clone of the Azure-Sentinel repository say of a rule or parser: the parsers that put those of one schema together, the sample
 * logs of parsers, and the lists of what the repository's own checks pass over.
 */
import type { Workspace } from './workspace.ts';
import { parseYaml } from './yaml/parseYaml.ts';
import { entryOf, itemsOf, textOf } from './yaml/yamlTree.ts';

/** A parser that puts those of a schema together. */
export interface UnionParser {
  readonly path: string;
  readonly query: string;
  /** The built-in names of its parts. */
  readonly members: ReadonlySet<string>;
}

/** An entry of a list of what is passed over. Fields are undefined where they say nothing. */
export interface SkippedTemplate {
  readonly path: string;
  readonly id: string | undefined;
  readonly templateName: string | undefined;
  readonly reason: string | undefined;
}

export interface RepositoryFacts {
  /** By the path of the file. */
  readonly unions: readonly UnionParser[];
  /** The names of the sample logs of ASIM parsers, without folders. */
  readonly sampleLogs: ReadonlySet<string>;
  /** What the check of queries passes over. */
  readonly skipped: readonly SkippedTemplate[];
}

export const noRepositoryFacts: RepositoryFacts = { unions: [], sampleLogs: new Set(), skipped: [] };

/** The facts of a workspace; empty for one that is no such clone. A file that cannot be read is left out. */
export async function loadRepositoryFacts(workspace: Workspace): Promise<RepositoryFacts> {
  const unions: UnionParser[] = [];
  const sampleLogs = new Set<string>();
  const skipped: SkippedTemplate[] = [];
  const read = (path: string) => workspace.readText(path).catch(() => '');
  for (const path of await workspace.listFiles()) {
    if (/_IngestedLogs\.csv$/i.test(path)) sampleLogs.add(fileName(path));
    else if (isUnionPath(path)) unions.push(readUnion(path, await read(path)));
    else if (/[\\/]KqlvalidationsTests[\\/]SkipValidationsTemplates\.json$/.test(path))
      skipped.push(...readSkipped(path, await read(path)));
  }
  return { unions, sampleLogs, skipped };
}

/** The name of a file without its folders. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

/** `Parsers/ASimDns/Parsers/ASimDns.yaml` and `imDns.yaml` are the parsers of the schema `Dns`. */
function isUnionPath(path: string): boolean {
  const [, schema, file] = /[\\/]ASim(\w+)[\\/]Parsers[\\/](\w+)\.yaml$/.exec(path) ?? [];
  return schema !== undefined && (file === `ASim${schema}` || file === `im${schema}`);
}

function readUnion(path: string, text: string): UnionParser {
  const { root } = parseYaml(text);
  const members = itemsOf(entryOf(root, 'Parsers')?.value).flatMap((item) => textOf(item)?.trim() ?? []);
  return { path, query: textOf(entryOf(root, 'ParserQuery')?.value) ?? '', members: new Set(members) };
}

function readSkipped(path: string, text: string): SkippedTemplate[] {
  const entries = parsed(text);
  if (!Array.isArray(entries)) return [];
  return entries.map((entry) => ({
    path,
    id: said(entry, 'id'),
    templateName: said(entry, 'templateName'),
    reason: said(entry, 'validationFailReason'),
  }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function said(entry: unknown, key: string): string | undefined {
  const value = typeof entry === 'object' && entry !== null ? (entry as Readonly<Record<string, unknown>>)[key] : undefined;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
