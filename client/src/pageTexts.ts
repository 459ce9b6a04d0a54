import type { DescribePage, PageDescription } from '@rulesmith/protocol';

/** Asks a page for its text as it is now, and hands out the answers. */
export class PageTexts {
  readonly #post: (message: DescribePage) => void;
  readonly #waiting = new Map<number, (text: string) => void>();
  #nextId = 1;

  constructor(post: (message: DescribePage) => void) {
    this.#post = post;
  }

  ask(): Promise<string> {
    const requestId = this.#nextId++;
    return new Promise((resolve) => {
      this.#waiting.set(requestId, resolve);
      this.#post({ type: 'describe', requestId });
    });
  }

  /** For a page that listens now: what was asked before has not reached it. */
  askAgain(): void {
    for (const requestId of this.#waiting.keys()) this.#post({ type: 'describe', requestId });
  }

  answer({ requestId, text }: PageDescription): void {
    this.#waiting.get(requestId)?.(text);
    this.#waiting.delete(requestId);
  }
}
