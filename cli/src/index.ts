export { runCommand } from './command.ts';
export { type ExitCode, exitCodes } from './exitCode.ts';
export type { CommandIo } from './io.ts';
