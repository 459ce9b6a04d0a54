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

  append(values: Int32Array): void {
    const length = this.length + values.length;
    if (length > this.#items.length) {
      const larger = new Int32Array(Math.max(length, this.#items.length * 2));
      larger.set(this.#items.subarray(0, this.length));
      this.#items = larger;
    }
    this.#items.set(values, this.length);
    this.length = length;
  }

  /** Replaces each item from `start` on by what `values` has for it. */
  map(start: number, values: Int32Array): void {
    const items = this.#items;
    for (let row = start; row < this.length; row++) items[row] = values[items[row]];
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

  append(values: Float64Array): void {
    const length = this.length + values.length;
    if (length > this.#items.length) {
      const larger = new Float64Array(Math.max(length, this.#items.length * 2));
      larger.set(this.#items.subarray(0, this.length));
      this.#items = larger;
    }
    this.#items.set(values, this.length);
    this.length = length;
  }

  finish(): Float64Array {
    return this.#items.slice(0, this.length);
  }
}
