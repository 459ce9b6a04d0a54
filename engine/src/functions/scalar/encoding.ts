/** URLs, base64 and other encodings of text (kql-semantics 76-79). */
import { unsupported } from '../../queryError.ts';
import type { Dynamic, DynamicBag } from '../../values/dynamic.ts';
import { type ScalarFunction, scalar } from '../scalarFunction.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Text of UTF-8 bytes; undefined where they are not valid. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const group = (bytes[at] << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const left = bytes.length - at;
    text +=
      alphabet[group >> 18] +
      alphabet[(group >> 12) & 63] +
      (left > 1 ? alphabet[(group >> 6) & 63] : '=') +
      (left > 2 ? alphabet[group & 63] : '=');
  }
  return text;
}

/** undefined where `text` is no base64 with its padding. */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const digits = text.replace(/=+$/, '');
  const bytes = new Uint8Array(Math.floor((digits.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const digit of digits) {
    held = ((held << 6) | alphabet.indexOf(digit)) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at++] = (held >> bits) & 0xff;
  }
  return bytes;
}

function decodeText(text: string): string {
  const bytes = decodeBase64(text);
  return bytes ? (fromUtf8(bytes) ?? '') : '';
}

/** '' where an element is no byte. */
function encodeArray(items: Dynamic): string {
  const isByte = (item: Dynamic): item is number => typeof item === 'number' && Number.isInteger(item) && item >= 0 && item < 256;
  return Array.isArray(items) && items.every(isByte) ? encodeBase64(Uint8Array.from(items as number[])) : '';
}

/** The order in which the bytes of a guid are written: its first three parts from the last byte. */
const guidOrder = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15];

function guidBytes(guid: string): Uint8Array {
  const digits = guid.replaceAll('-', '');
  return Uint8Array.from(guidOrder, (byte) => Number.parseInt(digits.slice(byte * 2, byte * 2 + 2), 16));
}

/**
 * null where the text is not base64 of sixteen bytes. Of others the documentation's example swaps the bytes of the third part, which
 * `base64_encode_fromguid` would not turn back; which of the two Kusto does is not known.
 */
function decodeGuid(text: string): null {
  if (decodeBase64(text)?.length !== guidOrder.length) return null;
  throw unsupported('`base64_decode_toguid` of a guid');
}

/** Percent escapes as bytes of UTF-8; a lone `%` stays, `+` stays. */
function urlDecode(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (escapes) => {
    const bytes = Uint8Array.from({ length: escapes.length / 3 }, (_, index) =>
      Number.parseInt(escapes.slice(index * 3 + 1, index * 3 + 3), 16),
    );
    return fromUtf8(bytes) ?? new TextDecoder('utf-8').decode(bytes);
  });
}

/** Letters, digits and `-_.` stay, a blank is as given, anything else is the bytes of its UTF-8 in lower-case hexadecimal. */
function urlEncode(text: string, blank: string): string {
  let result = '';
  for (const character of text) {
    if (/[A-Za-z0-9\-_.]/.test(character)) result += character;
    else if (character === ' ') result += blank;
    else if (/[~!*'()]/.test(character)) throw unsupported(`Encoding \`${character}\` for a URL, which some encoders leave as it is,`);
    else for (const byte of utf8(character)) result += `%${byte.toString(16).padStart(2, '0')}`;
  }
  return result;
}

/** All keys are there, '' where the URL lacks the part (kql-semantics 78). */
function parseUrl(text: string): DynamicBag {
  if (text !== '' && !/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(text)) throw unsupported('`parse_url` of a URL without its scheme');
  const match =
    /^(?:([A-Za-z][A-Za-z0-9+.-]*):\/\/)?(?:([^:@/?#]*)(?::([^@/?#]*))?@)?(\[[^\]]*\]|[^:/?#]*)(?::(\d+))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(
      text,
    );
  const [, scheme = '', user = '', password = '', host = '', port = '', path = '', query = '', fragment = ''] = match ?? [];
  return new Map<string, Dynamic>([
    ['Scheme', scheme],
    ['Host', host],
    ['Port', port],
    ['Path', path],
    ['Username', user],
    ['Password', password],
    ['Query Parameters', parseQuery(query)],
    ['Fragment', fragment],
  ]);
}

function parseQuery(query: string): DynamicBag {
  const bag: DynamicBag = new Map();
  for (const part of query.split('&')) {
    if (part === '') continue;
    const at = part.indexOf('=');
    bag.set(urlDecode(at < 0 ? part : part.slice(0, at)), at < 0 ? '' : urlDecode(part.slice(at + 1)));
  }
  return bag;
}

/** The first record only; doubled quotes inside quotes are one (kql-semantics 79). */
function parseCsv(text: string): Dynamic {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      let field = '';
      at++;
      while (at < text.length && (text[at] !== '"' || text[at + 1] === '"')) {
        field += text[at];
        at += text[at] === '"' ? 2 : 1;
      }
      if (at >= text.length || !/^[,\r\n]?$/.test(text[at + 1] ?? '')) throw unsupported('`parse_csv` of a record with unpaired quotes');
      at++;
      fields.push(field);
    } else {
      const end = /[,\r\n]/.exec(text.slice(at));
      const stop = end ? at + end.index : text.length;
      fields.push(text.slice(at, stop));
      at = stop;
    }
    if (text[at] !== ',') return fields;
    at++;
  }
}

/**
 * Paths whose parts the documentation does not tell: a file right under its root, a drive without a slash, the long form `\\\\?\\`, more than one
 * stream.
 */
const unclearPath = /^(?:[A-Za-z]:)?[\\/][^\\/]*$|^[A-Za-z]:(?:[^\\/]|$)|^\\\\\?\\|:[^\\/]*:[^\\/]*$/;

/** The parts of a Windows or Unix path. */
function parsePath(text: string): DynamicBag {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]+):\/\//.exec(text)?.[1] ?? '';
  const rest = scheme ? text.slice(scheme.length + 3) : text;
  if (unclearPath.test(rest)) throw unsupported('`parse_path` of a file without a folder, or of a long or relative Windows path,');
  const drive = /^[A-Za-z]:[\\/]/.exec(rest);
  const directoryEnd = Math.max(rest.lastIndexOf('\\'), rest.lastIndexOf('/'));
  const directory = rest.slice(0, Math.max(0, directoryEnd));
  const [filename, stream = ''] = rest.slice(directoryEnd + 1).split(':');
  const dot = filename.lastIndexOf('.');
  return new Map<string, Dynamic>([
    ['Scheme', scheme],
    ['RootPath', drive ? drive[0] : ''],
    ['DirectoryPath', directory],
    ['DirectoryName', directory.split(/[\\/]/).pop() ?? ''],
    ['Filename', filename],
    ['Extension', dot > 0 ? filename.slice(dot + 1) : ''],
    ['AlternateDataStreamName', stream],
  ]);
}

export const encodings: readonly ScalarFunction[] = [
  scalar('url_decode', { parameters: ['string'], returns: 'string', kernel: urlDecode }),
  scalar('url_encode', {
    parameters: ['string'],
    returns: 'string',
    kernel: (text: string) => urlEncode(text, '+'),
  }),
  scalar('url_encode_component', {
    parameters: ['string'],
    returns: 'string',
    kernel: (text: string) => urlEncode(text, '%20'),
  }),
  scalar('parse_url', { parameters: ['string'], returns: 'dynamic', kernel: parseUrl }, 'parseurl'),
  scalar(
    'parse_urlquery',
    {
      parameters: ['string'],
      returns: 'dynamic',
      kernel: (text: string) => new Map([['Query Parameters', parseQuery(text.replace(/^\?/, ''))]]),
    },
    'parseurlquery',
  ),
  scalar('parse_csv', { parameters: ['string'], returns: 'dynamic', kernel: parseCsv }),
  scalar('parse_path', { parameters: ['string'], returns: 'dynamic', kernel: parsePath }),
  scalar(
    'base64_encode_tostring',
    { parameters: ['string'], returns: 'string', kernel: (text: string) => encodeBase64(utf8(text)) },
    'base64_encodestring',
  ),
  scalar('base64_decode_tostring', { parameters: ['string'], returns: 'string', kernel: decodeText }, 'base64_decodestring'),
  scalar('base64_encode_fromarray', { parameters: ['dynamic'], returns: 'string', kernel: encodeArray }),
  scalar('base64_encode_fromguid', { parameters: ['guid'], returns: 'string', kernel: (guid: string) => encodeBase64(guidBytes(guid)) }),
  scalar('base64_decode_toguid', { parameters: ['string'], returns: 'guid', kernel: decodeGuid }),
  scalar('base64_decode_toarray', {
    parameters: ['string'],
    returns: 'dynamic',
    kernel: (text: string) => {
      const bytes = decodeBase64(text);
      return bytes ? [...bytes] : null;
    },
  }),
];
