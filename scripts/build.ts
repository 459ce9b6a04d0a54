/**
 * Bundles what is shipped into `dist/`: the extension, the language server, its query worker, the command line, the results page and the scratch
 * pane. Microsoft's parser (5 MB of scripts that define globals) is copied once into `dist/kusto/`, where server, worker, command line and the
 * scratch pane's worker load it.
 *
 * Usage: `node scripts/build.ts [--development] [--watch]`. In development nothing is minified, source maps are written, and an entry
 * that does not exist is skipped with a message; otherwise it is an error.
 */
import { copyFile, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type BuildOptions, build, context } from 'esbuild';
import { externalKusto, kustoEditorScripts, kustoScripts, precedingKusto } from './kustoScripts.ts';
import { isMain, repositoryRoot } from './repository.ts';
import { thirdPartyNotices } from './thirdPartyNotices.ts';

export interface BuildMode {
  readonly development: boolean;
}

const distFolder = join(repositoryRoot, 'dist');

const nodeBundle: BuildOptions = { platform: 'node', format: 'cjs', target: 'node20', plugins: [externalKusto] };
const browserBundle: BuildOptions = { platform: 'browser', format: 'iife', target: 'chrome128' };

/** Every bundle: the file in `dist/`, its entry, and how it is built. */
const bundles: readonly { readonly output: string; readonly entry: string; readonly options: BuildOptions }[] = [
  { output: 'extension.cjs', entry: 'client/src/extension.ts', options: { ...nodeBundle, external: ['vscode'] } },
  { output: 'server.cjs', entry: 'server/src/main.ts', options: nodeBundle },
  { output: 'queryWorker.cjs', entry: 'server/src/queryWorker.ts', options: nodeBundle },
  { output: 'folderCheckWorker.cjs', entry: 'server/src/folderCheckWorker.ts', options: nodeBundle },
  { output: 'logPartWorker.cjs', entry: 'server/src/logPartWorker.ts', options: nodeBundle },
  { output: 'cli.cjs', entry: 'cli/src/main.ts', options: nodeBundle },
  { output: 'webview.js', entry: 'webview/src/main.ts', options: browserBundle },
  { output: 'webview.css', entry: 'webview/src/styles/webview.css', options: { target: 'chrome128' } },
  // Monaco's style sheet (scratch.css) and the font of its icons come out beside it.
  {
    output: 'scratch.js',
    entry: 'webview/src/scratch/main.ts',
    // What Monaco contains of others has its licences in comments only.
    options: { ...browserBundle, loader: { '.ttf': 'file' }, assetNames: '[name]', legalComments: 'eof' },
  },
  { output: 'scratchPane.css', entry: 'webview/src/styles/scratchPane.css', options: { target: 'chrome128' } },
  { output: 'editorWorker.js', entry: 'webview/src/workers/editorWorker.ts', options: browserBundle },
  { output: 'kustoWorker.js', entry: 'webview/src/workers/kustoWorker.ts', options: { ...browserBundle, plugins: [precedingKusto] } },
];

/** Builds all bundles; rejects with esbuild's error where one does not build. */
export async function buildAll(mode: BuildMode): Promise<void> {
  await rm(distFolder, { recursive: true, force: true });
  await copyKusto();
  const options = await bundleOptions(mode);
  const results = await Promise.all(options.map((each) => build({ ...each, metafile: true })));
  const metafiles = results.map(({ metafile }) => metafile);
  const copied = [...[...kustoScripts, ...kustoEditorScripts].map(({ module }) => module), 'uap-core/regexes.yaml'];
  await writeFile(join(distFolder, 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(metafiles, copied));
}

async function watchAll(mode: BuildMode): Promise<void> {
  await copyKusto();
  for (const options of await bundleOptions(mode)) await (await context(options)).watch();
  console.log('Watching for changes; Ctrl+C ends.');
}

async function bundleOptions(mode: BuildMode): Promise<BuildOptions[]> {
  const options: BuildOptions[] = [];
  for (const bundle of bundles) {
    if (mode.development && !(await exists(bundle.entry))) console.log(`Skipped ${bundle.output}: ${bundle.entry} does not exist yet.`);
    else options.push({ ...commonOptions(mode), ...bundle.options, entryPoints: [bundle.entry], outfile: join(distFolder, bundle.output) });
  }
  return options;
}

function commonOptions(mode: BuildMode): BuildOptions {
  return {
    absWorkingDir: repositoryRoot,
    bundle: true,
    minify: !mode.development,
    sourcemap: mode.development,
    // Error messages and logs name classes; minified names would make them useless.
    keepNames: true,
    legalComments: 'none',
    logLevel: 'warning',
  };
}

async function copyKusto(): Promise<void> {
  await mkdir(join(distFolder, 'kusto'), { recursive: true });
  await copyScripts('kql', kustoScripts);
  await copyScripts('webview', kustoEditorScripts);
}

/** Copies scripts from the packages that `workspace` depends on. */
async function copyScripts(workspace: string, scripts: readonly { readonly module: string; readonly output: string }[]): Promise<void> {
  const { resolve } = createRequire(join(repositoryRoot, workspace, 'package.json'));
  for (const script of scripts) await copyFile(resolve(script.module), join(distFolder, script.output));
}

async function exists(path: string): Promise<boolean> {
  return stat(join(repositoryRoot, path)).then(
    () => true,
    () => false,
  );
}

if (isMain(import.meta.url)) {
  const mode = { development: process.argv.includes('--development') || process.argv.includes('--watch') };
  const started = performance.now();
  await buildAll(mode);
  console.log(`Built dist/ in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
  if (process.argv.includes('--watch')) await watchAll(mode);
}
