/** The process: the only file that knows `process`. */
import { existsSync, realpathSync } from 'node:fs';
import nodeModule from 'node:module';
import { dirname, join } from 'node:path';
import { runCommand } from './command.ts';

// Microsoft's parser is five megabytes of script; what V8 has compiled of it is kept for the next start (Node 22.8 and later).
nodeModule.enableCompileCache?.();

// A reader such as `head` closes the pipe when it has enough; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

runCommand(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  cwd: process.cwd(),
  env: process.env,
  peakMemoryBytes: () => process.resourceUsage().maxRSS * 1024,
  ...installation(process.argv[1] ?? ''),
}).then((exitCode) => {
  // Not `process.exit`: output may still be on its way.
  process.exitCode = exitCode;
});

/** Where this program is installed: the folder above the script that holds `docs/`, and the workers in it. */
function installation(script: string): { packageFolder: string; workerScript: string; folderCheckScript: string; logPartScript: string } {
  let folder = dirname(existsSync(script) ? realpathSync(script) : script);
  while (!existsSync(join(folder, 'docs')) && dirname(folder) !== folder) folder = dirname(folder);
  const scriptOf = (name: string): string => join(folder, script.endsWith('.ts') ? `server/src/${name}.ts` : `dist/${name}.cjs`);
  return {
    packageFolder: folder,
    workerScript: scriptOf('queryWorker'),
    folderCheckScript: scriptOf('folderCheckWorker'),
    logPartScript: scriptOf('logPartWorker'),
  };
}
