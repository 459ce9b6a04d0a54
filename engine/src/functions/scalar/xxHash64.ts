/** The hash XXH64 with seed 0, unsigned. Published test: the empty input gives 0xef46db3751d8e999. */
const mask = (1n << 64n) - 1n;
const prime1 = 0x9e3779b185ebca87n;
const prime2 = 0xc2b2ae3d27d4eb4fn;
const prime3 = 0x165667b19e3779f9n;
const prime4 = 0x85ebca77c2b2ae63n;
const prime5 = 0x27d4eb2f165667c5n;

const rotate = (value: bigint, by: bigint): bigint => ((value << by) | (value >> (64n - by))) & mask;
const step = (lane: bigint, input: bigint): bigint => (rotate((lane + input * prime2) & mask, 31n) * prime1) & mask;

export function xxHash64(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const blocks = bytes.length - (bytes.length % 32);
  let hash = (blocks > 0 ? hashBlocks(view, blocks) : prime5) + BigInt(bytes.length);
  hash &= mask;
  let at = blocks;
  for (; at + 8 <= bytes.length; at += 8) hash = (rotate(hash ^ step(0n, view.getBigUint64(at, true)), 27n) * prime1 + prime4) & mask;
  if (at + 4 <= bytes.length) {
    hash = (rotate(hash ^ ((BigInt(view.getUint32(at, true)) * prime1) & mask), 23n) * prime2 + prime3) & mask;
    at += 4;
  }
  for (; at < bytes.length; at++) hash = (rotate(hash ^ ((BigInt(bytes[at]) * prime5) & mask), 11n) * prime1) & mask;
  return mixed(hash);
}

/** Four lanes over blocks of 32 bytes. */
function hashBlocks(view: DataView, length: number): bigint {
  const lanes = [(prime1 + prime2) & mask, prime2, 0n, -prime1 & mask];
  for (let at = 0; at < length; at += 32)
    for (let lane = 0; lane < 4; lane++) lanes[lane] = step(lanes[lane], view.getBigUint64(at + lane * 8, true));
  let hash = (rotate(lanes[0], 1n) + rotate(lanes[1], 7n) + rotate(lanes[2], 12n) + rotate(lanes[3], 18n)) & mask;
  for (const lane of lanes) hash = ((hash ^ step(0n, lane)) * prime1 + prime4) & mask;
  return hash;
}

function mixed(hash: bigint): bigint {
  let result = ((hash ^ (hash >> 33n)) * prime2) & mask;
  result = ((result ^ (result >> 29n)) * prime3) & mask;
  return result ^ (result >> 32n);
}
