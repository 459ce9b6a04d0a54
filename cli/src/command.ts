/** The command line: picks the command, and turns what it throws into messages and exit codes. */
import { CliError } from './cliError.ts';
import { type ExitCode, exitCodes } from './exitCode.ts';
import { commandNames, helpText } from './help.ts';
import { type CommandIo, write } from './io.ts';

type Command = (args: readonly string[], io: CommandIo) => Promise<ExitCode>;

/** Commands load when they run, so that `--help` is there at once. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./commands/check.ts')).check,
  run: async () => (await import('./commands/run.ts')).run,
  query: async () => (await import('./commands/query.ts')).query,
  test: async () => testCommand,
  format: async () => (await import('./commands/format.ts')).format,
  explain: async () => (await import('./commands/explain.ts')).explain,
  lsp: async () => (await import('./commands/lsp.ts')).lsp,
};

/** Runs `rulesmith ARGV`. Never rejects. */
export async function runCommand(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    return report(error, io);
  }
}

async function dispatch(argv: readonly string[], io: CommandIo): Promise<ExitCode> {
  const [name, ...args] = argv;
  if (name === '--version' || name === '-v') return print(io, `${await version()}\n`);
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return print(io, helpText(args[0]));
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined) throw unknownCommand(name);
  if (args.includes('--help') || args.includes('-h')) return print(io, helpText(name));
  return await (await load())(args, io);
}

async function print(io: CommandIo, text: string): Promise<ExitCode> {
  await write(io.stdout, text);
  return exitCodes.ok;
}

async function version(): Promise<string> {
  return (await import('../package.json', { with: { type: 'json' } })).default.version;
}

function unknownCommand(name: string): CliError {
  const what = name.startsWith('-') ? `unknown option ${name}` : `unknown command ${name}`;
  return new CliError(what, { remedy: `Commands are ${commandNames.join(', ')}; see \`rulesmith --help\`` });
}

const testCommand: Command = async () => {
  throw new CliError('`rulesmith test` is not available in this version', { remedy: 'Run a rule on samples with `rulesmith run`' });
};

async function report(error: unknown, io: CommandIo): Promise<ExitCode> {
  if (error instanceof CliError) {
    await write(io.stderr, `rulesmith: ${error.message}\n${error.remedy === undefined ? '' : `${error.remedy}\n`}`);
    return error.exitCode;
  }
  if (isArgumentError(error)) {
    await write(io.stderr, `rulesmith: ${error.message.replace(/\. To specify.*$/s, '')}\nSee \`rulesmith --help\`\n`);
    return exitCodes.usage;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  await write(io.stderr, `rulesmith: this is a bug, please report it\n${detail}\n`);
  return exitCodes.internal;
}

/** What `parseArgs` of Node throws for options it does not know. */
function isArgumentError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
