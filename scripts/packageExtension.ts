/** Packs the extension as `rulesmith-VERSION.vsix` and refuses one that is larger than it should be or lacks a part. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createVSIX, listFiles } from '@vscode/vsce';
import { isMain, repositoryRoot } from './repository.ts';

const maxBytes = 8_000_000;

const neededFiles = [
  'package.json',
  'LICENSE',
  'README.md',
  'CHANGELOG.md',
  'dist/THIRD-PARTY-NOTICES.txt',
  'dist/extension.cjs',
  'dist/server.cjs',
  'dist/queryWorker.cjs',
  'dist/folderCheckWorker.cjs',
  'dist/logPartWorker.cjs',
  'dist/webview.js',
  'dist/webview.css',
  'dist/scratch.js',
  'dist/scratch.css',
  'dist/scratchPane.css',
  'dist/codicon.ttf',
  'dist/editorWorker.js',
  'dist/kustoWorker.js',
  'dist/kusto/bridge.min.cjs',
  'dist/kusto/Kusto.Language.Bridge.min.cjs',
  'dist/kusto/Kusto.JavaScript.Client.min.js',
  'dist/kusto/newtonsoft.json.min.js',
  'syntaxes/kql.tmLanguage.json',
  'syntaxes/kqlInYaml.tmLanguage.json',
];

/** Packs `dist/` as it is and returns the path of the package; vsce runs `vscode:prepublish` first. */
export async function packageExtension(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(repositoryRoot, 'package.json'), 'utf8')) as { version: string };
  const packagePath = join(repositoryRoot, `rulesmith-${version}.vsix`);
  const files = await listFiles({ cwd: repositoryRoot });
  const missing = neededFiles.filter((file) => !files.includes(file));
  if (missing.length > 0) throw new Error(`The package would lack ${missing.join(', ')}.`);
  await createVSIX({ cwd: repositoryRoot, packagePath, dependencies: false });
  const { size } = await stat(packagePath);
  console.log(`${packagePath}: ${(size / 1e6).toFixed(2)} MB, ${files.length} files`);
  if (size > maxBytes) throw new Error(`The package has ${size} bytes; more than ${maxBytes} must not be.`);
  return packagePath;
}

if (isMain(import.meta.url)) await packageExtension();
