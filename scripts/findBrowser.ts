/**
 * Finds the browser that the tests drive. On a Debian where we are root it is installed where there is none; elsewhere one sentence says
 * what to do.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isMain } from './repository.ts';

/** Flags that let the browser run in a container and keep it from calling home. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const commandNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
];

const installedPaths: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [join(folder, 'Google/Chrome/Application/chrome.exe'), join(folder, 'Microsoft/Edge/Application/msedge.exe')]),
};

/** The path of a Chromium, Chrome or Edge. Throws an error that says what to do where there is none and it cannot be installed. */
export function findBrowser(): string {
  const found = installedBrowser() ?? (canInstall() ? installOnDebian() : undefined);
  if (found === undefined) {
    throw new Error('The tests need a browser: install Chromium, Chrome or Edge, or set RULESMITH_BROWSER to the path of one.');
  }
  return found;
}

function installedBrowser(): string | undefined {
  const chosen = process.env.RULESMITH_BROWSER;
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new Error(`RULESMITH_BROWSER names ${chosen}, which does not exist.`);
  }
  const folders = (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':');
  const onPath = commandNames.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...(installedPaths[process.platform] ?? []), ...onPath].find((path) => existsSync(path));
}

function canInstall(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

function installOnDebian(): string | undefined {
  console.log('No browser found; installing Chromium with apt-get (once).');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const { status, stderr } = spawnSync('apt-get', args, { env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`apt-get ${args.join(' ')} failed; install Chromium by hand. ${stderr}`);
  }
  return installedBrowser();
}

if (isMain(import.meta.url)) console.log(findBrowser());
