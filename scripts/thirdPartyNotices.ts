/** The licences of the packages whose code is in the bundles, as their authors ask to have them passed on. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { repositoryRoot } from './repository.ts';

interface PackageFacts {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** One text for all packages that the bundles took files from, and for the `copied` modules that are shipped as they are. */
export function thirdPartyNotices(metafiles: readonly Metafile[], copied: readonly string[]): string {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const folders = new Set(
    [...inputs, ...copied.map((module) => `node_modules/${module}`)].map(packageFolder).filter((folder) => folder !== undefined),
  );
  const notices = [...folders].sort().map((folder) => notice(join(repositoryRoot, folder)));
  return ['Rulesmith contains code of these packages.', ...notices].join(`\n\n${'-'.repeat(80)}\n\n`);
}

/** The folder of the npm package that a file belongs to, relative to the repository; undefined for our own files. */
function packageFolder(path: string): string | undefined {
  const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path.replaceAll('\\', '/'));
  return match?.[1];
}

function notice(folder: string): string {
  const facts = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageFacts;
  // Some packages contain others, and pass their licences on in a file of notices.
  const files = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|third-?party-?notices)/i.test(name));
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return [`${facts.name} ${facts.version}`, ...(texts.length === 0 ? [`Licence: ${facts.license ?? 'not stated'}`] : texts)].join('\n\n');
}
