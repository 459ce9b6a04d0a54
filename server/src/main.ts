/** The language server as a process: over node IPC for the extension, over standard input and output with `--stdio`. */
import { dirname, extname, join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startServer } from './startServer.ts';

/** The worker lies beside this script, bundled or not. */
function workerScript(): string {
  const own = process.argv[1] ?? '';
  return join(dirname(own), `queryWorker${extname(own) === '.ts' ? '.ts' : '.cjs'}`);
}

startServer(createConnection(ProposedFeatures.all), { workerScript: workerScript() });
