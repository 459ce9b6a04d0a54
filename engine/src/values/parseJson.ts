/**
 * JSON text to dynamic. Our own reader because `JSON.parse` rounds integers beyond 2^53 and does not tell 1 from 1.0; it works without
 * recursion limits of its own up to `maxDepth`.
 */
import { type Dynamic, type DynamicBag, dynamicReal } from './dynamic.ts';
import { parseLong } from './long.ts';

/** Nesting beyond this is not JSON for us: nobody's log has it, and it would exhaust the stack. */
const maxDepth = 512;

/** The value of JSON `text`, or undefined where it is not JSON. Keys that repeat keep their last value. */
export function parseJson(text: string): Dynamic | undefined {
  const reader = new JsonReader(text);
  try {
    const value = reader.value(0);
    reader.blanks();
    return reader.position === text.length ? value : undefined;
  } catch (error) {
    if (error instanceof NotJson) return undefined;
    throw error;
  }
}

class NotJson extends Error {}

const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids them in strings.
const plainStringPattern = /[^"\\\u0000-\u001f]*"/y;

class JsonReader {
  readonly #text: string;
  position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  blanks(): void {
    let code = this.#text.charCodeAt(this.position);
    while (code === 32 || (code >= 9 && code <= 13)) code = this.#text.charCodeAt(++this.position);
  }

  value(depth: number): Dynamic {
    if (depth > maxDepth) throw new NotJson();
    this.blanks();
    switch (this.#text[this.position]) {
      case '{':
        return this.#bag(depth);
      case '[':
        return this.#array(depth);
      case '"':
        this.position++;
        return this.#string();
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
        return this.#word('null', null);
      default:
        return this.#number();
    }
  }

  #bag(depth: number): DynamicBag {
    const bag: DynamicBag = new Map();
    this.position++;
    this.blanks();
    if (this.#takes('}')) return bag;
    for (;;) {
      this.blanks();
      if (!this.#takes('"')) throw new NotJson();
      const key = this.#string();
      this.blanks();
      if (!this.#takes(':')) throw new NotJson();
      bag.set(key, this.value(depth + 1));
      this.blanks();
      if (this.#takes('}')) return bag;
      if (!this.#takes(',')) throw new NotJson();
    }
  }

  #array(depth: number): Dynamic[] {
    const items: Dynamic[] = [];
    this.position++;
    this.blanks();
    if (this.#takes(']')) return items;
    for (;;) {
      items.push(this.value(depth + 1));
      this.blanks();
      if (this.#takes(']')) return items;
      if (!this.#takes(',')) throw new NotJson();
    }
  }

  #takes(character: string): boolean {
    if (this.#text[this.position] !== character) return false;
    this.position++;
    return true;
  }

  /** The rest of a string whose opening quote was read. */
  #string(): string {
    const start = this.position;
    plainStringPattern.lastIndex = start;
    if (plainStringPattern.test(this.#text)) {
      this.position = plainStringPattern.lastIndex;
      return this.#text.slice(start, this.position - 1);
    }
    return this.#escapedString(start);
  }

  #escapedString(start: number): string {
    let end = start;
    while (end < this.#text.length && this.#text[end] !== '"') end += this.#text[end] === '\\' ? 2 : 1;
    if (end >= this.#text.length) throw new NotJson();
    this.position = end + 1;
    try {
      return JSON.parse(this.#text.slice(start - 1, end + 1)) as string;
    } catch {
      throw new NotJson();
    }
  }

  #word<T extends Dynamic>(word: string, value: T): T {
    if (!this.#text.startsWith(word, this.position)) throw new NotJson();
    this.position += word.length;
    return value;
  }

  #number(): Dynamic {
    numberPattern.lastIndex = this.position;
    const match = numberPattern.exec(this.#text);
    if (!match) throw new NotJson();
    this.position = numberPattern.lastIndex;
    const text = match[0];
    if (/[.eE]/.test(text)) return dynamicReal(Number(text));
    return parseLong(text) ?? dynamicReal(Number(text));
  }
}
