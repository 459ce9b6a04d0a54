/** Writes a file in MaxMind's format with one IPv4 network of eight bits, for tests. */
type Data = string | number | { readonly [key: string]: Data } | readonly Data[];

const treeNodes = 8;

/** `network`: the first byte of the addresses that have `record`. */
export function mmdbWith(network: number, record: Data): Uint8Array {
  const metadata = {
    node_count: treeNodes,
    record_size: 24,
    ip_version: 4,
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1,
    database_type: 'Test-City',
    languages: ['en'],
    description: { en: 'test' },
  };
  const bytes = [
    ...searchTree(network),
    ...new Array<number>(16).fill(0),
    ...encode(record),
    0xab,
    0xcd,
    0xef,
    ...latin('MaxMind.com'),
    ...encode(metadata),
  ];
  return Uint8Array.from(bytes);
}

/** A node for each bit: the bit of the network leads to the next one, the other to nothing. */
function searchTree(network: number): number[] {
  return Array.from({ length: treeNodes }, (_, depth) => {
    const next = depth === treeNodes - 1 ? treeNodes + 16 : depth + 1;
    const records = (network >> (7 - depth)) & 1 ? [treeNodes, next] : [next, treeNodes];
    return records.flatMap((record) => [record >> 16, (record >> 8) & 255, record & 255]);
  }).flat();
}

function encode(value: Data): number[] {
  if (typeof value === 'string') return [...control(2, value.length), ...latin(value)];
  if (typeof value === 'number')
    return Number.isInteger(value) ? [...control(6, 4), ...bytesOf(4, (view) => view.setUint32(0, value))] : real(value);
  if (Array.isArray(value)) return [...control(11, value.length), ...value.flatMap(encode)];
  const entries = Object.entries(value);
  return [...control(7, entries.length), ...entries.flatMap(([key, item]) => [...encode(key), ...encode(item)])];
}

function real(value: number): number[] {
  return [...control(3, 8), ...bytesOf(8, (view) => view.setFloat64(0, value))];
}

function control(type: number, size: number): number[] {
  return type < 8 ? [(type << 5) | size] : [size, type - 7];
}

function bytesOf(length: number, write: (view: DataView) => void): number[] {
  const bytes = new Uint8Array(length);
  write(new DataView(bytes.buffer));
  return [...bytes];
}

function latin(text: string): number[] {
  return Array.from(text, (character) => character.charCodeAt(0));
}
