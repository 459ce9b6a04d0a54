/**
 * Compressed text: gzip (RFC 1952) and zlib (RFC 1950) in base64.
 *
 * Unpacking knows every stream. Packing knows only texts for which Kusto's encoder leaves no choice: the documentation's examples show that it
 * stores a short text as it is, where compressing would only make it longer. What it does with others is its own affair, so that is refused.
 */
import { Inflate } from 'fflate';
import { unsupported } from '../../queryError.ts';
import { type ScalarFunction, scalar } from '../scalarFunction.ts';
import { decodeBase64, encodeBase64, fromUtf8, utf8 } from './encoding.ts';

/** A text from a log may unpack to a thousand times its size; what is longer than this is refused. */
const mostBytes = 16 * 1024 * 1024;

/** Encoders count repetitions of at least three bytes, and build tables of their own for blocks of 48 bytes and more. */
const shortestRepetition = 3;
const longestPlainText = 47;

const gzipHead = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);
const zlibHead = Uint8Array.of(0x78, 0x01);

function gzip(text: string): string {
  const bytes = storable('gzip_compress_to_base64_string', text);
  const tail = new DataView(new ArrayBuffer(8));
  tail.setUint32(0, crc32(bytes), true);
  tail.setUint32(4, bytes.length, true);
  return encodeBase64(joined(gzipHead, storedBlock(bytes), new Uint8Array(tail.buffer)));
}

function zlib(text: string): string {
  const bytes = storable('zlib_compress_to_base64_string', text);
  const tail = new DataView(new ArrayBuffer(4));
  tail.setUint32(0, adler32(bytes));
  return encodeBase64(joined(zlibHead, storedBlock(bytes), new Uint8Array(tail.buffer)));
}

/** The bytes of a text that Kusto stores; refuses any other for the function `name`. */
function storable(name: string, text: string): Uint8Array {
  const bytes = utf8(text);
  if (bytes.length === 0 || bytes.length > longestPlainText) throw unsupported(`\`${name}\` of an empty text, or of more than 47 bytes,`);
  const seen = new Set<number>();
  for (let at = 0; at + shortestRepetition <= bytes.length; at++) {
    const three = (bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2];
    if (seen.has(three)) throw unsupported(`\`${name}\` of a text that repeats itself`);
    seen.add(three);
  }
  return bytes;
}

/** One block of DEFLATE (RFC 1951), the last, whose bytes are not compressed. */
function storedBlock(bytes: Uint8Array): Uint8Array {
  const head = new DataView(new ArrayBuffer(5));
  head.setUint8(0, 1);
  head.setUint16(1, bytes.length, true);
  head.setUint16(3, ~bytes.length & 0xffff, true);
  return joined(new Uint8Array(head.buffer), bytes);
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** '' for what is not base64 of a gzip stream without optional fields, as documented, or does not agree with its check sum and length. */
function gunzip(text: string): string {
  const bytes = decodeBase64(text);
  if (!bytes || bytes.length < 18 || bytes[0] !== 0x1f || bytes[1] !== 0x8b || bytes[2] !== 8 || bytes[3] !== 0) return '';
  const tail = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 8);
  const unpacked = inflate('gzip_decompress_from_base64_string', bytes.subarray(10, -8));
  if (!unpacked || tail.getUint32(0, true) !== crc32(unpacked) || tail.getUint32(4, true) !== unpacked.length) return '';
  return fromUtf8(unpacked) ?? '';
}

/** '' for what is not base64 of a zlib stream without a dictionary, or does not agree with its check sum. */
function unzlib(text: string): string {
  const bytes = decodeBase64(text);
  if (!bytes || bytes.length < 8 || (bytes[0] & 0x0f) !== 8 || ((bytes[0] << 8) | bytes[1]) % 31 !== 0 || (bytes[1] & 0x20) !== 0)
    return '';
  const tail = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4);
  const unpacked = inflate('zlib_decompress_from_base64_string', bytes.subarray(2, -4));
  return unpacked && tail.getUint32(0) === adler32(unpacked) ? (fromUtf8(unpacked) ?? '') : '';
}

/** The bytes of a DEFLATE stream; undefined where it is broken. */
function inflate(name: string, packed: Uint8Array): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  let length = 0;
  const stream = new Inflate((part) => {
    length += part.length;
    if (length > mostBytes) throw unsupported(`\`${name}\` of a text that unpacks to more than 16 MB`);
    parts.push(part.slice());
  });
  // In small pieces, so that what is too long is noticed before all of it is in memory.
  const piece = 4096;
  try {
    for (let at = 0; at < packed.length || at === 0; at += piece) stream.push(packed.subarray(at, at + piece), at + piece >= packed.length);
  } catch (error) {
    if (length > mostBytes) throw error;
    return undefined;
  }
  return joined(...parts);
}

/** The check sum of RFC 1952. */
function crc32(bytes: Uint8Array): number {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum >>> 0;
}

/** The check sum of RFC 1950. */
function adler32(bytes: Uint8Array): number {
  let low = 1;
  let high = 0;
  for (const byte of bytes) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  return ((high << 16) | low) >>> 0;
}

function text(name: string, kernel: (value: string) => string): ScalarFunction {
  return scalar(name, { parameters: ['string'], returns: 'string', kernel });
}

export const compressions: readonly ScalarFunction[] = [
  text('gzip_compress_to_base64_string', gzip),
  text('gzip_decompress_from_base64_string', gunzip),
  text('zlib_compress_to_base64_string', zlib),
  text('zlib_decompress_from_base64_string', unzlib),
];
