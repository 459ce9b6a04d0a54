/** Arrays that grow as rows are read. */

export class GrowingInt32 {
  #items = new Int32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#items.length) {
      const larger = new Int32Array(this.#items.length * 2);
      larger.set(this.#items);
      this.#items = larger;
    }
    this.#items[this.length++] = value;
  }

  finish(): Int32Array {
    return this.#items.slice(0, this.length);
  }
}

export class GrowingFloat64 {
  #items = new Float64Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#items.length) {
      const larger = new Float64Array(this.#items.length * 2);
      larger.set(this.#items);
      this.#items = larger;
    }
    this.#items[this.length++] = value;
  }

  finish(): Float64Array {
    return this.#items.slice(0, this.length);
  }
}
