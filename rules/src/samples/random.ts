/** A seeded source of chance: the same values for the same seed, on every machine. */
export class Random {
  #state: number;

  constructor(seed: string) {
    let hash = 0x811c9dc5;
    for (let index = 0; index < seed.length; index++) hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193);
    this.#state = hash >>> 0 || 1;
  }

  /** From 0 up to 1, exclusive (xorshift32). */
  next(): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x >>> 0;
    return this.#state / 4_294_967_296;
  }

  /** A whole number from 0 up to `limit`, exclusive. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  /** Like `below`, but small numbers come often and large ones seldom, as values in logs do. */
  skewedBelow(limit: number): number {
    return Math.floor(this.next() ** 2 * limit);
  }

  guid(): string {
    const digits = Array.from({ length: 32 }, () => this.below(16).toString(16)).join('');
    return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join('-');
  }
}
