import { spawn } from 'node:child_process';

export interface ProcessOptions {
  readonly cwd?: string;
  readonly shell?: boolean;
  readonly env?: NodeJS.ProcessEnv;
  /** Let the process write to our terminal instead of collecting its output. */
  readonly inherit?: boolean;
}

/** Runs a program to its end; resolves to what it wrote. Rejects with that text where it ends with another code than 0. */
export function runProcess(command: string, args: readonly string[], options: ProcessOptions = {}): Promise<string> {
  const { inherit, ...spawnOptions } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...spawnOptions, stdio: ['ignore', inherit ? 'inherit' : 'pipe', inherit ? 'inherit' : 'pipe'] });
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${[command, ...args].join(' ')} ended with code ${code}.\n${output}`.trim()));
    });
  });
}
