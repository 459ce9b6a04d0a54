/** Finding files: folders, globs and the files of a workspace. */
import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { globSource } from '@rulesmith/rules';
import { CliError } from './cliError.ts';

/** Folders in which nobody keeps rules. */
const passedOver = new Set(['node_modules', '.git', '.hg', '.svn', 'dist', 'out', '.vscode-test']);

/** So many files are looked at; a folder with more is no workspace. */
const mostFiles = 50_000;

/** All files below `folder` whose path passes `test`, sorted, as absolute paths. */
export async function filesBelow(folder: string, test: (path: string) => boolean): Promise<string[]> {
  const found: string[] = [];
  const folders = [folder];
  let seen = 0;
  for (let current = folders.pop(); current !== undefined && seen < mostFiles; current = folders.pop()) {
    const entries = await readdir(current, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      seen++;
      const path = join(current, entry.name);
      if (entry.isDirectory()) {
        if (!passedOver.has(entry.name)) folders.push(path);
      } else if (test(path)) found.push(path);
    }
  }
  return found.sort();
}

/** A file that a PATH argument stands for. */
export interface NamedFile {
  readonly path: string;
  /** The user named this very file, rather than a folder or glob that it lies in. */
  readonly isNamed: boolean;
}

/** The YAML files that the arguments stand for, each once. Throws for a path where nothing is and a glob without a match. */
export async function yamlFiles(paths: readonly string[], cwd: string): Promise<readonly NamedFile[]> {
  const found = new Map<string, NamedFile>();
  for (const path of paths.length === 0 ? ['.'] : paths) {
    for (const file of await expand(path, cwd)) if (!found.has(file.path)) found.set(file.path, file);
  }
  return [...found.values()];
}

async function expand(path: string, cwd: string): Promise<readonly NamedFile[]> {
  const absolute = resolve(cwd, path);
  const found = await stat(absolute).catch(() => undefined);
  if (found?.isDirectory() === true) return (await filesBelow(absolute, isYaml)).map((file) => ({ path: file, isNamed: false }));
  if (found !== undefined) return [{ path: absolute, isNamed: true }];
  if (!/[*?[{]/.test(path)) throw new CliError(`there is no file or folder ${path}`);
  const matching = await glob(path, cwd);
  if (matching.length === 0) throw new CliError(`no file matches ${path}`);
  return matching.map((file) => ({ path: file, isNamed: false }));
}

function isYaml(name: string): boolean {
  return /\.ya?ml$/i.test(name);
}

/** The files that match a pattern with `*`, `?`, `**`, `[…]` and `{a,b}`. */
async function glob(pattern: string, cwd: string): Promise<string[]> {
  const parts = pattern.split(/[/\\]/);
  const fixed = parts.findIndex((part) => /[*?[{]/.test(part));
  const base = resolve(cwd, parts.slice(0, fixed).join('/') || (pattern.startsWith('/') ? '/' : '.'));
  const matcher = new RegExp(globSource(parts.slice(fixed).join('/')));
  const files = await filesBelow(base, () => true);
  return files.filter((file) => matcher.test(relative(base, file).split(sep).join('/')));
}
