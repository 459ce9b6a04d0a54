/** Texts from logs that are made to cost time or memory, and unpacked ones of the usual encoders. */
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { xmls } from '../src/functions/scalar/xml.ts';
import { compileRegex, matchAll } from '../src/regex/regex.ts';
import { failure, renderResult } from './runKql.ts';

const text = Array.from({ length: 3000 }, (_, line) => `${line} GET /index.html grün ${line % 7}`).join('\n');

describe('compressed text', () => {
  it('is unpacked whatever the block type', () => {
    for (const level of [0, 1, 6, 9]) {
      const gzip = gzipSync(text, { level }).toString('base64');
      const zlib = deflateSync(text, { level }).toString('base64');
      const kql = `print a = gzip_decompress_from_base64_string('${gzip}'), b = zlib_decompress_from_base64_string('${zlib}')`;
      expect(renderResult(`${kql} | project hash_md5(a) == hash_md5(b), strlen(a)`)).toContain(`true | ${text.length}`);
    }
  });

  it('is empty where any byte of the check sum or of the stream is another', () => {
    const packed = gzipSync('some text that is long enough to be packed, packed, packed');
    for (let at = 10; at < packed.length; at++) {
      const broken = Buffer.from(packed);
      broken[at] ^= 0x10;
      const result = renderResult(`print a = gzip_decompress_from_base64_string('${broken.toString('base64')}')`);
      expect(result, `byte ${at}`).toBe('a:string\n""');
    }
  });

  it('is refused where it unpacks to a thousand times its size', () => {
    const bomb = deflateSync(Buffer.alloc(64 * 1024 * 1024)).toString('base64');
    expect(failure(`print zlib_decompress_from_base64_string('${bomb}')`, {}).message).toContain('16 MB');
  });
});

describe('XML', () => {
  const parse = xmls[0].overloads[0].kernel as (value: string) => unknown;
  const size = 250_000;

  it.each([
    ['blanks', `<a>${' '.repeat(size)}x${' '.repeat(size)}</a>`],
    ['open brackets', '<'.repeat(size)],
    ['ampersands', `<a>${'&'.repeat(size)}</a>`],
    ['ampersands with names', `<a>${'&x'.repeat(size)}</a>`],
    ['open comments', `<a>${'<!--'.repeat(size)}`],
    ['comments without end', `<a>${'<!-- -'.repeat(size / 2)}`],
    ['attributes', `<a ${Array.from({ length: 60_000 }, (_, index) => `a${index}="1"`).join(' ')}/>`],
    ['children', `<a>${'<b/>'.repeat(size)}</a>`],
    ['quotes', `<a b="${"'".repeat(size)}`],
  ])('of many %s is read in linear time', (_what, xml) => {
    const started = performance.now();
    parse(xml);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('A regular expression', () => {
  it.each([
    ['an ASCII text', ''],
    ['a text beyond ASCII', 'é'],
  ])('finds all its matches in %s in linear time', (_what, tail) => {
    const words = 100_000;
    const started = performance.now();
    const found = Array.from(matchAll(compileRegex('\\b(\\w)'), 'ab '.repeat(words) + tail));
    expect(found).toHaveLength(words + tail.length);
    expect(performance.now() - started).toBeLessThan(4000);
  });
});
