/**
 * The order in which Kusto lists the cells that it collects in a hash set (recorded answers of `geo_geohash_neighbors`, `geo_s2cell_neighbors`,
 * `geo_h3cell_neighbors` and `geo_polygon_to_h3cells`): that of a `std::unordered_set` of strings in GNU's C++ library, made from the cells at
 * once. New cells come first, or first of their bucket; the bucket is the MurmurHash of the text modulo the number of buckets.
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** Numbers of buckets: the first that is no smaller than the number of cells. */
const bucketCounts = [
  2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 103, 109, 113, 127, 137, 139, 149, 157,
  167, 179, 193, 199, 211, 227, 241, 257, 277, 293, 313, 337, 359, 383, 409, 439, 467, 503, 541, 577, 619, 661, 709, 761, 823, 887, 953,
  1031, 1109, 1193, 1289, 1381, 1493, 1613, 1741, 1879, 2029, 2179, 2357, 2549, 2753, 2971, 3209, 3469, 3739, 4027, 4349, 4703, 5087, 5503,
  5953, 6427, 6949, 7517, 8123, 8783, 9497, 10273, 11113, 12011, 12983, 14033, 15173, 16411, 17749, 19183, 20753, 22447, 24281, 26267,
  28411, 30727, 33223, 35933, 38873, 42043, 45481, 49201, 53201, 57557, 62233, 67307,
];

/** The distinct cells in that order. At most 67,307 of them. */
export function hashSetOrder(cells: readonly string[]): string[] {
  const count = bucketCounts.find((buckets) => buckets >= cells.length);
  if (count === undefined) throw new Error(`no number of buckets for ${cells.length} cells`);
  // A map keeps its keys by age; newest first, that is the order of the buckets.
  const buckets = new Map<bigint, string[]>();
  for (const cell of new Set(cells)) {
    const bucket = murmurHash(utf8ToBytes(cell)) % BigInt(count);
    const others = buckets.get(bucket);
    if (others) others.unshift(cell);
    else buckets.set(bucket, [cell]);
  }
  return [...buckets.values()].reverse().flat();
}

const factor = 0xc6a4a7935bd1e995n;
const seed = 0xc70f6907n;

const wrap = (value: bigint): bigint => BigInt.asUintN(64, value);
const mix = (value: bigint): bigint => value ^ (value >> 47n);

/** MurmurHash64A as GNU's library seeds it. */
function murmurHash(bytes: Uint8Array): bigint {
  let hash = seed ^ wrap(BigInt(bytes.length) * factor);
  const whole = bytes.length - (bytes.length % 8);
  for (let at = 0; at < whole; at += 8) hash = wrap((hash ^ wrap(mix(wrap(word(bytes, at, 8) * factor)) * factor)) * factor);
  if (whole < bytes.length) hash = wrap((hash ^ word(bytes, whole, bytes.length - whole)) * factor);
  return mix(wrap(mix(hash) * factor));
}

/** Little-endian. */
function word(bytes: Uint8Array, start: number, count: number): bigint {
  let value = 0n;
  for (let at = start + count - 1; at >= start; at--) value = (value << 8n) | BigInt(bytes[at]);
  return value;
}
