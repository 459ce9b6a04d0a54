/** Hashes and random identifiers. The cryptographic ones are of the UTF-8 text that `tostring` gives (kql-semantics 82). */
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { unsupported } from '../../queryError.ts';
import { ticksOfInstant } from '../../values/instant.ts';
import { type Long, toLong } from '../../values/long.ts';
import type { Value } from '../../values/value.ts';
import { type ScalarFunction, type ScalarOverload, scalar } from '../scalarFunction.ts';
import { xxHash64 } from './xxHash64.ts';

const hexHash = (name: string, hash: (bytes: Uint8Array) => Uint8Array): ScalarFunction =>
  scalar(name, { parameters: ['text'], returns: 'string', kernel: (text: string) => bytesToHex(hash(utf8ToBytes(text))) });

function reduced(hash: bigint, modulus: Long | undefined): Long | null {
  if (modulus === undefined) return toLong(hash);
  if (modulus <= 0) throw unsupported('`hash` with a modulus that is not positive');
  if (BigInt.asIntN(64, hash) < 0n) throw unsupported('`hash` with a modulus, of a value whose hash is negative,');
  return toLong(hash % BigInt(modulus));
}

function ticksBytes(ticks: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, ticks, true);
  return bytes;
}

/** Only the types whose bytes are known from recorded answers. */
const hashOverloads: readonly ScalarOverload[] = [
  {
    parameters: ['string', 'long'],
    optional: 1,
    returns: 'long',
    kernel: (text: string, modulus?: Long): Value => reduced(xxHash64(utf8ToBytes(text)), modulus),
  },
  {
    parameters: ['datetime', 'long'],
    optional: 1,
    returns: 'long',
    kernel: (instant: Long, modulus?: Long): Value => reduced(xxHash64(ticksBytes(ticksOfInstant(instant))), modulus),
  },
];

/** A random guid of version 4. */
function newGuid(): string {
  const bytes = Array.from({ length: 16 }, () => Math.floor(Math.random() * 256));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return bytesToHex(Uint8Array.from(bytes)).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

export const hashes: readonly ScalarFunction[] = [
  hexHash('hash_md5', md5),
  hexHash('hash_sha1', sha1),
  hexHash('hash_sha256', sha256),
  { name: 'hash', aliases: ['hash_xxhash64'], overloads: hashOverloads },
  scalar('new_guid', { parameters: [], returns: 'guid', volatile: true, kernel: newGuid }),
];
