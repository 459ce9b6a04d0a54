import { type ExitCode, exitCodes } from './exitCode.ts';

/** A failure that the user can do something about. Its message goes to stderr as it is; what to do about it stands below. */
export class CliError extends Error {
  readonly exitCode: ExitCode;
  readonly remedy: string | undefined;

  constructor(message: string, options: { readonly remedy?: string; readonly exitCode?: ExitCode } = {}) {
    super(message);
    this.name = 'CliError';
    this.exitCode = options.exitCode ?? exitCodes.usage;
    this.remedy = options.remedy;
  }
}

/** A wrong call of a command. */
export function usageError(message: string, command: string): CliError {
  return new CliError(message, { remedy: `See \`rulesmith ${command} --help\`` });
}
