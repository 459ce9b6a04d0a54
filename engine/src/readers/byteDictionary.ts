/** Distinct pieces of a log, found by their bytes, so that text is decoded once a value and not once a row. */

export class ByteDictionary {
  #starts: number[] = [];
  #ends: number[] = [];
  /** The buffer each piece lies in, or the text itself where it had to be decoded. */
  #sources: (Uint8Array | string)[] = [];
  #hashes: number[] = [];
  /** The pieces that are JSON strings with escapes, their quotes left out. */
  readonly #escaped = new Set<number>();
  #slots = new Int32Array(256).fill(-1);
  #mask = 255;
  /** The piece met last: logs repeat themselves. */
  #last = -1;
  #texts: Map<string, number> | undefined;

  get size(): number {
    return this.#sources.length;
  }

  /** The code of the bytes from `start` up to `end`. The buffer must stay as it is until `finish`. */
  code(bytes: Uint8Array, start: number, end: number): number {
    const last = this.#last;
    if (last >= 0 && this.#ends[last] - this.#starts[last] === end - start && this.#equals(last, bytes, start, end)) return last;
    const hash = hashOf(bytes, start, end);
    let slot = hash & this.#mask;
    for (let code = this.#slots[slot]; code >= 0; code = this.#slots[slot]) {
      if (this.#hashes[code] === hash && this.#equals(code, bytes, start, end)) {
        this.#last = code;
        return code;
      }
      slot = (slot + 1) & this.#mask;
    }
    const code = this.#add(bytes, start, end, hash);
    this.#last = code;
    this.#slots[slot] = code;
    if (code * 2 > this.#mask) this.#grow();
    return code;
  }

  /** The same for a JSON string with escapes, its quotes left out; a piece is either always escaped or never, since a backslash tells. */
  codeOfEscaped(bytes: Uint8Array, start: number, end: number): number {
    const code = this.code(bytes, start, end);
    this.#escaped.add(code);
    return code;
  }

  /** The code of a text that does not lie in a buffer as it is. */
  codeOfText(text: string): number {
    this.#texts ??= new Map();
    let code = this.#texts.get(text);
    if (code === undefined) {
      code = this.#add(text, 0, 0, 0);
      this.#texts.set(text, code);
    }
    return code;
  }

  #add(source: Uint8Array | string, start: number, end: number, hash: number): number {
    this.#starts.push(start);
    this.#ends.push(end);
    this.#hashes.push(hash);
    return this.#sources.push(source) - 1;
  }

  #equals(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    const source = this.#sources[code];
    const from = this.#starts[code];
    if (typeof source === 'string' || this.#ends[code] - from !== end - start) return false;
    for (let at = start, other = from; at < end; at++, other++) if (bytes[at] !== source[other]) return false;
    return true;
  }

  #grow(): void {
    const slots = new Int32Array((this.#mask + 1) * 2).fill(-1);
    const mask = slots.length - 1;
    for (const code of this.#slots) {
      if (code < 0) continue;
      let slot = this.#hashes[code] & mask;
      while (slots[slot] >= 0) slot = (slot + 1) & mask;
      slots[slot] = code;
    }
    this.#slots = slots;
    this.#mask = mask;
  }

  /** The text of every code. Bytes that are not UTF-8 become U+FFFD. */
  finish(): string[] {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    return this.#sources.map((source, code) => {
      if (typeof source === 'string') return source;
      const text = decoder.decode(source.subarray(this.#starts[code], this.#ends[code]));
      return this.#escaped.has(code) ? unescapeJson(text) : text;
    });
  }
}

/** Every byte counts, so that a hostile log cannot make many pieces with one hash by changing those that do not; four at a time. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5 ^ (end - start);
  let at = start;
  for (const stop = end - 3; at < stop; at += 4) {
    const word = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
    hash = Math.imul(hash ^ word, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  for (; at < end; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
  return hash ^ (hash >>> 13);
}

/** The text of a JSON string, its quotes left out; as it stands where its escapes are not valid. */
export function unescapeJson(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}
