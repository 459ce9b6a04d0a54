/**
 * The longest text that every match of a regular expression contains. Looking for it first spares most of a long list of patterns their search.
 * It has the case of the pattern: compare without regard to case where the pattern does.
 */

/** '' where there is none, or none that this reader sees. */
export function requiredText(pattern: string): string {
  const runs = new PatternReader(pattern).alternatives();
  return runs.reduce((longest, run) => (run.length > longest.length ? run : longest), '');
}

/** A part of a pattern: the texts that it must contain, and whether it is nothing but the first of them. */
interface Item {
  readonly runs: readonly string[];
  readonly isLiteral: boolean;
}

const nothing: Item = { runs: [], isLiteral: false };

class PatternReader {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  /** The texts that the part up to the closing bracket must contain; none where it has a choice. */
  alternatives(): readonly string[] {
    const first = this.#sequence();
    let hasChoice = false;
    while (this.#take(/\|/y) !== undefined) {
      this.#sequence();
      hasChoice = true;
    }
    return hasChoice ? [] : first;
  }

  #sequence(): readonly string[] {
    const runs: string[] = [];
    let run = '';
    while (this.#at < this.#pattern.length && !/[|)]/.test(this.#pattern[this.#at])) {
      const item = this.#item();
      const quantifier = this.#take(/(?:[*+?]|\{\d*(?:,\d*)?\})[?+]?/y);
      if (item.isLiteral && quantifier === undefined) {
        run += item.runs[0];
        continue;
      }
      runs.push(run);
      run = '';
      if (quantifier === undefined || quantifier.startsWith('+')) runs.push(...item.runs);
    }
    return [...runs, run];
  }

  #item(): Item {
    const plain = this.#take(/\\[^\w\s]|[^\\.^$*+?()[\]{}|]/y);
    if (plain !== undefined) return { runs: [plain.slice(-1)], isLiteral: true };
    const group = this.#take(/\((?:\?(?:[a-zA-Z-]*:|P?<\w+>))?/y);
    if (group !== undefined) {
      const runs = this.alternatives();
      this.#take(/\)/y);
      return { runs, isLiteral: false };
    }
    this.#take(/\\[pPx](?:\{[^}]*\})|\\.|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]|./sy);
    return nothing;
  }

  /** Passes what `sticky` finds here. */
  #take(sticky: RegExp): string | undefined {
    sticky.lastIndex = this.#at;
    const found = sticky.exec(this.#pattern)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }
}
