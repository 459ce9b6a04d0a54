/** The worker that checks the files of a folder that are not open: in a heap of its own, which is given back when it is done. */
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { createRuleService } from '@rulesmith/rules';
import { CheckScope } from './checkScope.ts';
import { checkFile } from './folderCheck/checkFile.ts';
import type { FolderCheckJob, FolderCheckMessage } from './folderCheck/messages.ts';
import { NodeWorkspace } from './nodeWorkspace.ts';

/** So many files are compared with the last commit at once. */
const batchSize = 100;

const job = workerData as FolderCheckJob;
const restsUntil = new BigInt64Array(job.restsUntil);

function say(message: FolderCheckMessage): void {
  parentPort?.postMessage(message);
}

async function run(): Promise<void> {
  const service = createRuleService({ workspace: new NodeWorkspace(job.folders, () => job.isTrusted) });
  await service.reloadWorkspace();
  const scope = new CheckScope(job.scope, job.folders);
  for (let at = 0; at < job.paths.length; at += batchSize) {
    const batch = job.paths.slice(at, at + batchSize);
    await service.loadCommitted(batch.map((path) => ({ uri: pathToFileURL(path).href, path })));
    for (const path of batch) {
      await rest();
      say({ kind: 'at', path });
      await check(path);
    }
  }
  say({ kind: 'done' });

  async function check(path: string): Promise<void> {
    const text = await readFile(path, 'utf8').catch(() => undefined);
    try {
      const uri = pathToFileURL(path).href;
      const diagnostics = text === undefined ? [] : checkFile(service, uri, text, scope.optionsFor(path));
      say({ kind: 'checked', path, diagnostics });
    } catch (error) {
      say({ kind: 'failed', path, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
}

/** Somebody types: the cores are theirs. */
async function rest(): Promise<void> {
  for (let left = timeLeft(); left > 0; left = timeLeft()) await new Promise((resume) => setTimeout(resume, left));
}

function timeLeft(): number {
  return Number(Atomics.load(restsUntil, 0)) - Date.now();
}

void run();
