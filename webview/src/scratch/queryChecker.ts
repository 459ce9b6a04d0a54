import { type CheckHitsReply, checkDelayMs } from '@rulesmith/protocol';
import type { Marker } from './queryEditor.ts';
import { queryParts } from './queryParts.ts';

export interface QueryCheckerOptions {
  readonly text: () => string;
  /** Asks for the findings of these queries; `receive` gets the answer. */
  ask(requestId: number, texts: readonly string[]): void;
  show(markers: readonly Marker[]): void;
  gone(): void;
}

/** Has the queries of the editor checked a moment after each change. Only the answer to the last question counts. */
export class QueryChecker {
  readonly #options: QueryCheckerOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #requestId = 0;
  #starts: readonly number[] = [];

  constructor(options: QueryCheckerOptions) {
    this.#options = options;
  }

  schedule(): void {
    clearTimeout(this.#timer);
    // What was asked before is about another text by now.
    this.#requestId++;
    this.#timer = setTimeout(() => this.#ask(), checkDelayMs);
  }

  receive(requestId: number, reply: CheckHitsReply): void {
    if (requestId !== this.#requestId) return;
    if (reply.kind === 'gone') {
      this.#options.gone();
      return;
    }
    this.#options.show(
      reply.findings.flatMap((findings, index) => {
        const start = this.#starts[index] ?? 0;
        return findings.map((finding) => ({
          ...finding,
          span: { start: finding.span.start + start, end: finding.span.end + start },
        }));
      }),
    );
  }

  #ask(): void {
    const parts = queryParts(this.#options.text());
    this.#starts = parts.map((part) => part.start);
    this.#options.ask(
      this.#requestId,
      parts.map((part) => part.text),
    );
  }
}
