/** Unpacks gzip with what the platform brings: Node, browsers and workers all have `DecompressionStream`. */
interface ByteStream {
  pipeThrough(transform: unknown): ByteStream;
}

interface Platform {
  readonly DecompressionStream: new (format: 'gzip') => unknown;
  readonly Blob: new (parts: readonly Uint8Array[]) => { stream(): ByteStream };
  readonly Response: new (body: ByteStream) => { arrayBuffer(): Promise<ArrayBuffer> };
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes.length > 2 && bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** The unpacked bytes. Throws where the data are damaged or cut off. */
export async function gunzip(bytes: Uint8Array): Promise<Uint8Array> {
  const platform = globalThis as unknown as Platform;
  const stream = new platform.Blob([bytes]).stream().pipeThrough(new platform.DecompressionStream('gzip'));
  return new Uint8Array(await new platform.Response(stream).arrayBuffer());
}
