/**
 * What the last commit of a git repository holds. Git is asked for stored objects only (`git cat-file`), which runs nothing that a repository
 * configures: no hooks, no filters, no network.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, relative, sep } from 'node:path';

/** How long git may take for one batch of files, in milliseconds, and how much it may say, in bytes. */
const patience = 10_000;
const mostBytes = 64 * 1024 * 1024;
const filesInBatch = 500;

/** What HEAD holds at these absolute paths; paths that it lacks, and all of them without git or outside a repository, are left out. Never rejects. */
export async function committedTexts(paths: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Map<string, string>> {
  const git = gitProgram(env);
  const texts = new Map<string, string>();
  if (git === undefined) return texts;
  for (const [root, files] of byRepository(paths)) {
    for (let at = 0; at < files.length; at += filesInBatch) {
      const batch = files.slice(at, at + filesInBatch);
      const output = await catFile(git, root, batch, env);
      for (const [path, text] of readObjects(output, batch)) texts.set(path, text);
    }
  }
  return texts;
}

/** Git as the search path has it; an absolute path, so that no program of that name in the folder is taken. */
function gitProgram(env: NodeJS.ProcessEnv): string | undefined {
  const name = process.platform === 'win32' ? 'git.exe' : 'git';
  const folders = (env.PATH ?? env.Path ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** The paths by the root of their repository. A path with a line break cannot be asked for. */
function byRepository(paths: readonly string[]): Map<string, string[]> {
  const roots = new Map<string, string | undefined>();
  const files = new Map<string, string[]>();
  for (const path of paths) {
    const root = /[\r\n]/.test(path) ? undefined : rootAbove(dirname(path), roots);
    if (root !== undefined) files.set(root, [...(files.get(root) ?? []), path]);
  }
  return files;
}

function rootAbove(folder: string, known: Map<string, string | undefined>): string | undefined {
  if (known.has(folder)) return known.get(folder);
  const above = dirname(folder);
  const root = existsSync(join(folder, '.git')) ? folder : above === folder ? undefined : rootAbove(above, known);
  known.set(folder, root);
  return root;
}

/** The output of git for a batch; what there is of it where git fails or takes too long. */
function catFile(git: string, root: string, paths: readonly string[], env: NodeJS.ProcessEnv): Promise<Buffer> {
  const requests = paths.map((path) => `HEAD:${relative(root, path).split(sep).join('/')}\n`).join('');
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const child = spawn(git, ['cat-file', '--batch'], {
      cwd: root,
      env: { ...env, GIT_NO_LAZY_FETCH: '1', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' },
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: patience,
      windowsHide: true,
    });
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostBytes) child.kill();
      else chunks.push(chunk);
    });
    child.on('error', () => resolve(Buffer.alloc(0)));
    child.on('close', () => resolve(Buffer.concat(chunks)));
    child.stdin.on('error', () => undefined); // Git has ended before it read everything: `close` says the rest.
    child.stdin.end(requests);
  });
}

/** Takes the output apart: `<id> blob <size>`, a line break, the bytes, a line break for each file in order; `<name> missing` for one that is not there. */
function* readObjects(output: Buffer, paths: readonly string[]): Generator<[string, string]> {
  let at = 0;
  for (const path of paths) {
    const lineEnd = output.indexOf('\n', at);
    if (lineEnd < 0) return;
    const size = /^[0-9a-f]+ (\w+) (\d+)$/.exec(output.toString('utf8', at, lineEnd));
    at = lineEnd + 1;
    if (size === null) continue;
    const end = at + Number(size[2]);
    if (end > output.length) return;
    if (size[1] === 'blob') yield [path, output.toString('utf8', at, end)];
    at = end + 1;
  }
}
