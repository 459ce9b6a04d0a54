/** The language server as a process: over node IPC for the extension, over standard input and output with `--stdio`. */
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { scriptBeside } from './scriptBeside.ts';
import { startServer } from './startServer.ts';

startServer(createConnection(ProposedFeatures.all), {
  workerScript: scriptBeside('queryWorker'),
  folderCheckScript: scriptBeside('folderCheckWorker'),
});
