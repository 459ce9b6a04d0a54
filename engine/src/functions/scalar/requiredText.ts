/**
 * What every match of a regular expression contains: sets of texts, and of each set at least one. Looking for them first spares most of a long
 * list of patterns their search. They have the case of the pattern: compare without regard to case where the pattern does.
 */

export type RequiredTexts = readonly (readonly string[])[];

/** Empty where nothing is required, or nothing that this reader sees. */
export function requiredTexts(pattern: string): RequiredTexts {
  return new PatternReader(pattern).alternatives();
}

/** A part of a pattern: what it requires, and whether it is nothing but the one text in there. */
interface Item {
  readonly required: RequiredTexts;
  readonly isLiteral: boolean;
}

class PatternReader {
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  /** What the part up to the closing bracket requires; of several branches the best of each in one set, nothing where a branch requires none. */
  alternatives(): RequiredTexts {
    const branches = [this.#sequence()];
    while (this.#take(/\|/y) !== undefined) branches.push(this.#sequence());
    if (branches.length === 1) return branches[0];
    return branches.some((required) => required.length === 0) ? [] : [branches.flatMap(best)];
  }

  #sequence(): RequiredTexts {
    const required: (readonly string[])[] = [];
    let run = '';
    const endRun = (): void => {
      if (run !== '') required.push([run]);
      run = '';
    };
    while (this.#at < this.#pattern.length && !/[|)]/.test(this.#pattern[this.#at])) {
      const item = this.#item();
      const quantifier = this.#take(/(?:[*+?]|\{\d*(?:,\d*)?\})[?+]?/y);
      if (item.isLiteral && quantifier === undefined) {
        run += item.required[0][0];
        continue;
      }
      endRun();
      if (quantifier === undefined || quantifier.startsWith('+')) required.push(...item.required);
    }
    endRun();
    return required;
  }

  #item(): Item {
    const plain = this.#take(/\\[^\w\s]|[^\\.^$*+?()[\]{}|]/y);
    if (plain !== undefined) return { required: [[plain.slice(-1)]], isLiteral: true };
    const group = this.#take(/\((?:\?(?:[a-zA-Z-]*:|P?<\w+>))?/y);
    if (group !== undefined) {
      const required = this.alternatives();
      this.#take(/\)/y);
      return { required, isLiteral: false };
    }
    this.#take(/\\[pPx](?:\{[^}]*\})|\\.|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]|./sy);
    return { required: [], isLiteral: false };
  }

  /** Passes what `sticky` finds here. */
  #take(sticky: RegExp): string | undefined {
    sticky.lastIndex = this.#at;
    const found = sticky.exec(this.#pattern)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }
}

/** The set whose shortest text is the longest: the one that lets the fewest texts through. */
function best(required: RequiredTexts): readonly string[] {
  const shortest = (texts: readonly string[]): number => Math.min(...texts.map((text) => text.length));
  return required.reduce((found, texts) => (shortest(texts) > shortest(found) ? texts : found));
}
