/**
 * `npm start`: builds everything, prints what a bundled rule finds in a bundled log, and opens the demo workspace in VS Code with the extension:
 * in the installed VS Code where there is one, else in the one that npm carries, served on this machine. `--no-editor` stops before that.
 */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { buildAll } from './build.ts';
import { packageExtension } from './packageExtension.ts';
import { repositoryRoot } from './repository.ts';
import { runProcess } from './runProcess.ts';
import { startVscodeHost } from './vscodeHost.ts';

const demoFolder = join(repositoryRoot, 'test-fixtures/workspaces/demo');
const demoRule = 'rules/PortSweepOnWebServer.yaml';

async function showDemo(): Promise<void> {
  console.log(`\nWhat the rule ${demoRule} finds in the log of the demo workspace:\n`);
  const cli = join(repositoryRoot, 'dist/cli.cjs');
  await runProcess(process.execPath, [cli, 'run', demoRule, '--sample', 'samples', '--stages'], { cwd: demoFolder, inherit: true });
}

/** Opens the window in the VS Code that is installed; tells whether that worked. */
async function openInstalledEditor(): Promise<boolean> {
  const command = installedEditor();
  if (command === undefined) return false;
  try {
    const args = ['--new-window', `--extensionDevelopmentPath=${repositoryRoot}`, demoFolder];
    await runProcess(command, args, { shell: process.platform === 'win32' });
    console.log(`Opened the demo workspace in VS Code (${command}). Open ${demoRule} there and press "Run on sample" above the query.`);
    return true;
  } catch (error) {
    console.log(
      `${command} could not open a window, so VS Code from npm is used: ${error instanceof Error ? error.message.split('\n')[0] : error}`,
    );
    return false;
  }
}

function installedEditor(): string | undefined {
  const names = process.platform === 'win32' ? ['code.cmd', 'code-insiders.cmd'] : ['code', 'code-insiders'];
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.includes('node_modules'));
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
}

async function serveEditor(): Promise<void> {
  const vsix = await packageExtension();
  const host = await startVscodeHost({
    vsix,
    settings: { 'security.workspace.trust.enabled': false, 'workbench.startupEditor': 'none', 'files.autoSave': 'off' },
  });
  console.log(`\nVS Code with the demo workspace:\n\n  ${host.windowAddress({ workspace: demoFolder })}\n`);
  console.log(`Open this address in a browser, open ${demoRule} and press "Run on sample" above the query. Ctrl+C ends.`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void host.stop().then(() => process.exit(0)));
}

await buildAll({ development: false });
console.log('Built dist/.');
await showDemo();
if (!process.argv.includes('--no-editor') && !(await openInstalledEditor())) await serveEditor();
