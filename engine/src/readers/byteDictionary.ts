/** Distinct pieces of a log, found by their bytes, so that text is decoded once a value and not once a row. */

export class ByteDictionary {
  #starts: number[] = [];
  #ends: number[] = [];
  /** The buffer each piece lies in, or the text itself where it had to be decoded (escapes). */
  #sources: (Uint8Array | string)[] = [];
  #hashes: number[] = [];
  #slots = new Int32Array(256).fill(-1);
  #mask = 255;
  #texts: Map<string, number> | undefined;

  get size(): number {
    return this.#sources.length;
  }

  /** The code of the bytes from `start` up to `end`. The buffer must stay as it is until `finish`. */
  code(bytes: Uint8Array, start: number, end: number): number {
    let hash = 0x811c9dc5 ^ (end - start);
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
    hash ^= hash >>> 15;
    let slot = hash & this.#mask;
    for (let code = this.#slots[slot]; code >= 0; code = this.#slots[slot]) {
      if (this.#hashes[code] === hash && this.#equals(code, bytes, start, end)) return code;
      slot = (slot + 1) & this.#mask;
    }
    const code = this.#add(bytes, start, end, hash);
    this.#slots[slot] = code;
    if (code * 2 > this.#mask) this.#grow();
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
    return this.#sources.map((source, code) =>
      typeof source === 'string' ? source : decoder.decode(source.subarray(this.#starts[code], this.#ends[code])),
    );
  }
}
