/** Distinct pieces of a log, found by their bytes, so that text is decoded once a value and not once a row. */

/** What a dictionary holds, as plain data that can be handed to another thread. */
export interface DictionaryParts {
  /** The bytes of all pieces, one behind the other. */
  readonly arena: Uint8Array;
  /** Where the piece of each code begins in `arena`, and at the end where the last one ends. */
  readonly starts: Int32Array;
  /** The codes of pieces that are JSON strings with escapes. */
  readonly escaped: readonly number[];
  /** The pieces that were given as text, by their codes. */
  readonly texts: readonly (readonly [number, string])[];
}

const mostBytes = 0x7fff_ffff;
const recentShift = 24;

export class ByteDictionary {
  /** The pieces lie close together here, in the order of their codes: the log itself is too large for the processor's cache. */
  #arena = new Uint8Array(1024);
  #arenaView = new DataView(this.#arena.buffer);
  #starts = new Int32Array(65);
  #size = 0;
  /** The pieces that are JSON strings with escapes, their quotes left out. */
  readonly #escaped = new Set<number>();
  /** Pairs of a piece's hash and its code plus one; a zero code is a free slot. */
  #slots = new Int32Array(512);
  #mask = 255;
  /** Codes of pieces met lately, by a sketch of their bytes: logs repeat themselves, and this is quicker than to hash them whole. */
  readonly #recent = new Int32Array(1 << (32 - recentShift)).fill(-1);
  #codesOfTexts: Map<string, number> | undefined;
  readonly #texts = new Map<number, string>();
  #source: Uint8Array | undefined;
  #view: DataView = this.#arenaView;

  get size(): number {
    return this.#size;
  }

  /** The code of the bytes from `start` up to `end`. */
  code(bytes: Uint8Array, start: number, end: number): number {
    if (bytes !== this.#source) {
      this.#source = bytes;
      this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    const length = end - start;
    let sketch = length;
    if (length >= 4) sketch = sketchOf(this.#view, start, length);
    else for (let at = start; at < end; at++) sketch = (sketch << 8) ^ bytes[at];
    const place = Math.imul(sketch, 0x9e3779b1) >>> recentShift;
    const recent = this.#recent[place];
    if (recent >= 0 && this.#equals(recent, bytes, start, length)) return recent;
    const code = this.#find(bytes, start, end);
    this.#recent[place] = code;
    return code;
  }

  /** The code of a piece that was not met lately. */
  #find(bytes: Uint8Array, start: number, end: number): number {
    const length = end - start;
    const hash = hashOf(bytes, this.#view, start, end);
    let slot = hash & this.#mask;
    for (let next = this.#slots[2 * slot + 1]; next !== 0; next = this.#slots[2 * slot + 1]) {
      if (this.#slots[2 * slot] === hash && this.#equals(next - 1, bytes, start, length)) return next - 1;
      slot = (slot + 1) & this.#mask;
    }
    const code = this.#add(length);
    this.#arena.set(bytes.subarray(start, end), this.#starts[code]);
    this.#slots[2 * slot] = hash;
    this.#slots[2 * slot + 1] = code + 1;
    if (code * 2 > this.#mask) this.#growSlots();
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
    this.#codesOfTexts ??= new Map();
    let code = this.#codesOfTexts.get(text);
    if (code === undefined) {
      code = this.#add(0);
      this.#codesOfTexts.set(text, code);
      this.#texts.set(code, text);
    }
    return code;
  }

  /** Makes room for a piece of `length` bytes, and gives its code. */
  #add(length: number): number {
    const code = this.#size++;
    const end = this.#starts[code] + length;
    if (end > mostBytes) throw new RangeError('a column has more than 2 GB of distinct values');
    if (code + 2 > this.#starts.length) this.#starts = enlarged(this.#starts, new Int32Array(this.#starts.length * 2));
    this.#starts[code + 1] = end;
    if (end > this.#arena.length) {
      this.#arena = enlarged(this.#arena, new Uint8Array(Math.min(mostBytes, Math.max(end, this.#arena.length * 2))));
      this.#arenaView = new DataView(this.#arena.buffer);
    }
    return code;
  }

  #equals(code: number, bytes: Uint8Array, start: number, length: number): boolean {
    const from = this.#starts[code];
    if (this.#starts[code + 1] - from !== length) return false;
    // No text lies in the arena, and an empty text is no empty piece: both mean the same to whoever asks.
    if (length === 0) return !this.#texts.has(code);
    const view = this.#view;
    const arenaView = this.#arenaView;
    if (length < 4) {
      for (let at = 0; at < length; at++) if (bytes[start + at] !== this.#arena[from + at]) return false;
      return true;
    }
    const last = length - 4;
    for (let at = 0; at < last; at += 4) if (view.getInt32(start + at) !== arenaView.getInt32(from + at)) return false;
    return view.getInt32(start + last) === arenaView.getInt32(from + last);
  }

  #growSlots(): void {
    const slots = new Int32Array(this.#slots.length * 2);
    const mask = slots.length / 2 - 1;
    for (let at = 0; at < this.#slots.length; at += 2) {
      if (this.#slots[at + 1] === 0) continue;
      let slot = this.#slots[at] & mask;
      while (slots[2 * slot + 1] !== 0) slot = (slot + 1) & mask;
      slots[2 * slot] = this.#slots[at];
      slots[2 * slot + 1] = this.#slots[at + 1];
    }
    this.#slots = slots;
    this.#mask = mask;
  }

  /** Everything it holds. The arrays are its own: nothing may be added after. */
  parts(): DictionaryParts {
    return {
      arena: this.#arena.subarray(0, this.#starts[this.#size]),
      starts: this.#starts.subarray(0, this.#size + 1),
      escaped: [...this.#escaped],
      texts: [...this.#texts],
    };
  }

  /** Takes in what another one holds; for each code there the code here. */
  absorb({ arena, starts, escaped, texts }: DictionaryParts): Int32Array {
    const codes = new Int32Array(starts.length - 1);
    const given = new Map(texts);
    for (let code = 0; code < codes.length; code++) {
      const text = given.get(code);
      codes[code] = text === undefined ? this.code(arena, starts[code], starts[code + 1]) : this.codeOfText(text);
    }
    for (const code of escaped) this.#escaped.add(codes[code]);
    return codes;
  }

  /** The text of every code. Bytes that are not UTF-8 become U+FFFD. */
  finish(): string[] {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    return Array.from({ length: this.#size }, (_, code) => {
      const given = this.#texts.get(code);
      if (given !== undefined) return given;
      const text = decoder.decode(this.#arena.subarray(this.#starts[code], this.#starts[code + 1]));
      return this.#escaped.has(code) ? unescapeJson(text) : text;
    });
  }
}

function enlarged<T extends Uint8Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** The first, the last and the middle four of four bytes or more. */
function sketchOf(view: DataView, start: number, length: number): number {
  const middle = view.getInt32(start + ((length - 4) >> 1));
  return (Math.imul(view.getInt32(start), 0x85ebca6b) ^ view.getInt32(start + length - 4)) + Math.imul(middle, 0xc2b2ae35) + length;
}

/** Every byte counts, so that a hostile log cannot make many pieces with one hash by changing those that do not; eight at a time. */
function hashOf(bytes: Uint8Array, view: DataView, start: number, end: number): number {
  let hash = 0x811c9dc5 ^ (end - start);
  if (end - start < 4) for (let at = start; at < end; at++) hash = Math.imul(hash ^ bytes[at], 0x01000193);
  else {
    const last = end - 4;
    let at = start;
    for (const stop = end - 8; at <= stop; at += 8) {
      hash = Math.imul(hash ^ view.getInt32(at), 0x9e3779b1) ^ Math.imul(view.getInt32(at + 4) ^ 0x2c1b3c6d, 0x85ebca6b);
      hash ^= hash >>> 15;
    }
    if (at < last) hash = Math.imul(hash ^ view.getInt32(at), 0x9e3779b1);
    // The last four bytes, some of them again: what is left of them may be fewer.
    hash = Math.imul((hash ^ (hash >>> 15)) + view.getInt32(last), 0x27d4eb2f);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  return hash ^ (hash >>> 15);
}

/** The text of a JSON string, its quotes left out; as it stands where its escapes are not valid. */
export function unescapeJson(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}
