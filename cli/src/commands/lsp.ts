/** `rulesmith lsp --stdio`: the language server. */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { startServer } from '@rulesmith/server';
import { createConnection, ProposedFeatures, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { CliError, usageError } from '../cliError.ts';
import { type ExitCode, exitCodes } from '../exitCode.ts';
import type { CommandIo } from '../io.ts';

export async function lsp(args: readonly string[], io: CommandIo): Promise<ExitCode> {
  const { values } = parseArgs({ args: [...args], options: { stdio: { type: 'boolean', default: false } } });
  if (!values.stdio) throw usageError('the server speaks on stdin and stdout only: give --stdio', 'lsp');
  const { workerScript, folderCheckScript } = io;
  if (workerScript === undefined || folderCheckScript === undefined)
    throw new CliError('the workers of this installation are missing', { exitCode: exitCodes.internal });
  const connection = createConnection(ProposedFeatures.all, new StreamMessageReader(io.stdin), new StreamMessageWriter(io.stdout));
  startServer(connection, { workerScript, folderCheckScript });
  await once(io.stdin, 'close');
  return exitCodes.ok;
}
