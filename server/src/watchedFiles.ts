import { readFile } from 'node:fs/promises';
import { mayDeclare } from '@rulesmith/rules';
import { FileChangeType, type FileEvent } from 'vscode-languageserver/node';
import { pathOf } from './session.ts';

/** How long files must be quiet, in milliseconds, before the workspace is read again: a checkout changes many at once. */
const pause = 300;

/** Calls `reload` once files have changed that may declare tables or functions; saving a rule does not. */
export class WatchedFiles {
  readonly #reload: () => Promise<void>;
  #timer: NodeJS.Timeout | undefined;

  constructor(reload: () => Promise<void>) {
    this.#reload = reload;
  }

  async changed(events: readonly FileEvent[]): Promise<void> {
    for (const event of events) {
      if (!(await mayMatter(event))) continue;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#reload(), pause);
      return;
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}

async function mayMatter({ uri, type }: FileEvent): Promise<boolean> {
  const path = pathOf(uri);
  if (path === undefined || !mayDeclare(path)) return false;
  if (type === FileChangeType.Deleted || !/\.ya?ml$/i.test(path)) return true;
  const text = await readFile(path, 'utf8').catch(() => '');
  return /^\s*(Function|Parser)/m.test(text);
}
