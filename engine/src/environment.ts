/** What the engine asks of its host beyond the language itself. Node, a worker and a browser all have it. */
declare global {
  const performance: { now(): number };
  class TextDecoder {
    constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
    decode(bytes: Uint8Array): string;
  }
  class TextEncoder {
    encode(text: string): Uint8Array;
  }
}

export {};
