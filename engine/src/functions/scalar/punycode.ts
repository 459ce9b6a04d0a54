/** Punycode (RFC 3492), which writes any text with ASCII letters; the letters of the input keep their case. */
import { type ScalarFunction, scalar } from '../scalarFunction.ts';

const base = 36;
const least = 1;
const most = 26;

function adapted(delta: number, count: number, first: boolean): number {
  let rest = first ? Math.floor(delta / 700) : Math.floor(delta / 2);
  rest += Math.floor(rest / count);
  let steps = 0;
  for (; rest > ((base - least) * most) / 2; steps += base) rest = Math.floor(rest / (base - least));
  return steps + Math.floor(((base - least + 1) * rest) / (rest + 38));
}

const threshold = (position: number, bias: number): number => Math.max(least, Math.min(most, position - bias));
const digit = (value: number): string => String.fromCharCode(value < 26 ? 97 + value : 22 + value);

function digitValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 22;
  const letter = code | 32;
  return letter >= 97 && letter <= 122 ? letter - 97 : base;
}

/** `number` in digits of varying weight. */
function writeInteger(number: number, bias: number): string {
  let written = '';
  let rest = number;
  for (let position = base; ; position += base) {
    const limit = threshold(position, bias);
    if (rest < limit) return written + digit(rest);
    written += digit(limit + ((rest - limit) % (base - limit)));
    rest = Math.floor((rest - limit) / (base - limit));
  }
}

function encode(text: string): string {
  const points = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const plain = points.filter((point) => point < 128);
  let output = String.fromCodePoint(...plain) + (plain.length > 0 ? '-' : '');
  let handled = plain.length;
  let delta = 0;
  let bias = 72;
  for (let point = 128; handled < points.length; ) {
    const next = Math.min(...points.filter((each) => each >= point));
    delta += (next - point) * (handled + 1);
    point = next;
    for (const each of points) {
      if (each < point) delta++;
      if (each !== point) continue;
      output += writeInteger(delta, bias);
      bias = adapted(delta, handled + 1, handled === plain.length);
      delta = 0;
      handled++;
    }
    delta++;
    point++;
  }
  return output;
}

/** '' for what is not Punycode. */
function decode(text: string): string {
  const split = text.lastIndexOf('-');
  const output = Array.from(text.slice(0, Math.max(0, split)), (character) => character.codePointAt(0) ?? 0);
  let point = 128;
  let index = 0;
  let bias = 72;
  for (let at = split + 1; at < text.length; ) {
    const start = index;
    let weight = 1;
    for (let position = base; ; position += base) {
      const value = at < text.length ? digitValue(text.charCodeAt(at++)) : base;
      index += value * weight;
      if (value >= base || index > 0x7fffffff) return '';
      const limit = threshold(position, bias);
      if (value < limit) break;
      weight *= base - limit;
    }
    const length = output.length + 1;
    bias = adapted(index - start, length, start === 0);
    point += Math.floor(index / length);
    index %= length;
    if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return '';
    output.splice(index++, 0, point);
  }
  return output.map((each) => String.fromCodePoint(each)).join('');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the test is for text beyond ASCII.
const beyondAscii = /[^\u0000-\u007f]/;

/** Each label by itself; the dots of other scripts become full stops. */
function domainToAscii(domain: string): string {
  return domain
    .split(/[.。．｡]/)
    .map((label) => (beyondAscii.test(label) ? `xn--${encode(label)}` : label))
    .join('.');
}

function domainFromAscii(domain: string): string {
  const labels = domain.split('.').map((label) => (/^xn--/i.test(label) ? decode(label.slice(4)) : label));
  return labels.includes('') && !domain.split('.').includes('') ? '' : labels.join('.');
}

const text = (name: string, kernel: (value: string) => string): ScalarFunction =>
  scalar(name, { parameters: ['string'], returns: 'string', kernel });

export const punycodes: readonly ScalarFunction[] = [
  text('punycode_from_string', encode),
  text('punycode_to_string', decode),
  text('punycode_domain_to_string', domainToAscii),
  text('punycode_domain_from_string', domainFromAscii),
];
