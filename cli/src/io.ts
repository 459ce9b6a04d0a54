import type { Readable, Writable } from 'node:stream';

/** The process around a command, so that commands can run in a test. */
export interface CommandIo {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean };
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The most memory the process has used so far, in bytes; 0 where it cannot be told. */
  peakMemoryBytes?(): number;
  /** The folder of the installed package, where its documentation lies. */
  readonly packageFolder?: string;
  /** The script of the query worker, for the language server. */
  readonly workerScript?: string;
  /** The script of the worker that checks a folder, for the language server. */
  readonly folderCheckScript?: string;
  /** The script of the threads that read large logs; undefined to read them in one. */
  readonly logPartScript?: string;
}

/** Writes text and waits where the reader is slower than we are. */
export async function write(stream: Writable, text: string): Promise<void> {
  if (stream.write(text) || stream.writableEnded || stream.destroyed) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      stream.off('drain', done);
      stream.off('close', done);
      stream.off('error', done);
      resolve();
    };
    stream.on('drain', done);
    stream.on('close', done);
    stream.on('error', done);
  });
}

/** All that comes in. */
export async function readAll(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer));
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}
