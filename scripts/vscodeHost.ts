/**
 * A real VS Code without a download from Microsoft: the npm package `code-server` carries its server, workbench and extension host. It is
 * installed on demand into `.vscode-test/` (600 MB, git-ignored) and serves one window to one browser. Every start has a data folder of its
 * own, so that nothing is left over from another run.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from './repository.ts';
import { runProcess } from './runProcess.ts';

const codeServerVersion = '4.139.1';
const cacheFolder = join(repositoryRoot, '.vscode-test', `code-server-${codeServerVersion}`);
const startTimeoutMs = 60_000;

export interface HostOptions {
  /** An extension package to install first. */
  readonly vsix?: string;
  /**
   * Let windows load an extension from its sources and run tests in it. VS Code then takes itself for under test and shows no notifications;
   * for a window that a person uses, install a package.
   */
  readonly development?: boolean;
  /** User settings of the window. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Additions to the environment, which the extension host inherits. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface WindowOptions {
  /** Absolute path of the folder to open. */
  readonly workspace: string;
  /** Absolute path of an extension to load from its sources; for a host started for development. */
  readonly extension?: string;
  /** Absolute path of a module whose `run()` the extension host calls. */
  readonly tests?: string;
}

export interface VscodeHost {
  /** The folder that this host keeps its data and extensions in. */
  readonly dataFolder: string;
  /** The address of a window; a browser that opens it gets VS Code. */
  windowAddress(options: WindowOptions): string;
  /** Ends the server and deletes its data. */
  stop(): Promise<void>;
}

/** Installs VS Code's server where it is not yet; resolves to its folder. */
export async function installVscodeHost(): Promise<string> {
  const vscodeFolder = join(cacheFolder, 'node_modules', 'code-server', 'lib', 'vscode');
  if (existsSync(join(vscodeFolder, 'out', 'server-main.js')) && existsSync(join(vscodeFolder, 'node_modules'))) return vscodeFolder;
  console.log(`Installing VS Code from npm (code-server ${codeServerVersion}) into .vscode-test/, once …`);
  const unfinished = `${cacheFolder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await rm(cacheFolder, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  await writeFile(join(unfinished, 'package.json'), JSON.stringify({ private: true }));
  // Its install scripts compile native modules that nothing here needs.
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await npm(['install', `code-server@${codeServerVersion}`, ...quiet], unfinished);
  await npm(['install', '--omit=dev', ...quiet], join(unfinished, 'node_modules', 'code-server', 'lib', 'vscode'));
  await rename(unfinished, cacheFolder);
  return vscodeFolder;
}

/** Starts the server on a free port; resolves when it answers. */
export async function startVscodeHost(options: HostOptions = {}): Promise<VscodeHost> {
  const vscodeFolder = await installVscodeHost();
  const dataFolder = await mkdtemp(join(tmpdir(), 'rulesmith-vscode-'));
  await writeSettings(dataFolder, options.settings ?? {});
  const common = ['--accept-server-license-terms', '--server-data-dir', dataFolder, '--telemetry-level', 'off'];
  if (options.vsix !== undefined) await installExtension(vscodeFolder, [...common, '--install-extension', options.vsix, '--force']);
  const port = await freePort();
  const address = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'];
  // Without this flag a built workbench ignores the development extension in the address of a window.
  const development = options.development ? ['--enable-smoke-test-driver'] : [];
  const server = startServer(vscodeFolder, [...address, ...development, ...common], options.env ?? {});
  await server.listening;
  return {
    dataFolder,
    windowAddress: (window) => windowAddress(port, window),
    async stop() {
      await end(server.process);
      await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function npm(args: readonly string[], cwd: string): Promise<string> {
  return runProcess(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { cwd, shell: process.platform === 'win32' });
}

async function installExtension(vscodeFolder: string, args: readonly string[]): Promise<void> {
  const output = await runProcess(process.execPath, ['out/server-main.js', ...args], { cwd: vscodeFolder });
  if (!/successfully installed/i.test(output)) throw new Error(`VS Code did not install the extension: ${output}`);
}

async function writeSettings(dataFolder: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
  for (const scope of ['Machine', 'User']) {
    const folder = join(dataFolder, 'data', scope);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'settings.json'), JSON.stringify(settings));
  }
}

function startServer(
  vscodeFolder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): { process: ChildProcess; listening: Promise<void> } {
  const child = spawn(process.execPath, ['out/server-main.js', ...args], {
    cwd: vscodeFolder,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listening = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`VS Code's server did not start: ${output}`)), startTimeoutMs);
    const read = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-20_000);
      if (!output.includes('Extension host agent listening')) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`VS Code's server ended with code ${code}: ${output}`));
    });
  });
  return { process: child, listening };
}

function windowAddress(port: number, { workspace, extension, tests }: WindowOptions): string {
  const remote = (path: string) => `vscode-remote://127.0.0.1:${port}${pathToFileURL(path).pathname}`;
  const payload = [['skipWelcome', 'true']];
  if (extension !== undefined) payload.push(['extensionDevelopmentPath', remote(extension)]);
  if (tests !== undefined) payload.push(['extensionTestsPath', remote(tests)]);
  const folder = encodeURI(pathToFileURL(workspace).pathname);
  return `http://127.0.0.1:${port}/?folder=${folder}&payload=${encodeURIComponent(JSON.stringify(payload))}`;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.kill();
  });
}
