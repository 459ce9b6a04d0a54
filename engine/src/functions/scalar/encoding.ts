/** URLs, base64 and other encodings of text (kql-semantics 76-79). */
import type { Dynamic, DynamicBag } from '../../values/dynamic.ts';
import { type ScalarFunction, scalar } from '../scalarFunction.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Text of UTF-8 bytes; undefined where they are not valid. */
function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function encodeBase64(bytes: Uint8Array): string {
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

function decodeBase64(text: string): Uint8Array | undefined {
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

/** Letters, digits and `safe` stay; a blank is `+` or `%20`; hexadecimal in lower or upper case. */
function urlEncode(text: string, safe: RegExp, blank: string, upper: boolean): string {
  let result = '';
  for (const character of text) {
    if (safe.test(character)) result += character;
    else if (character === ' ') result += blank;
    else
      for (const byte of utf8(character))
        result += `%${upper ? byte.toString(16).padStart(2, '0').toUpperCase() : byte.toString(16).padStart(2, '0')}`;
  }
  return result;
}

/** All keys are there, '' where the URL lacks the part (kql-semantics 78). */
function parseUrl(text: string): DynamicBag {
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

/** The parts of a Windows or Unix path. */
function parsePath(text: string): DynamicBag {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]+):\/\//.exec(text)?.[1] ?? '';
  const rest = scheme ? text.slice(scheme.length + 3) : text;
  const drive = /^[A-Za-z]:[\\/]?/.exec(rest);
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
    kernel: (text: string) => urlEncode(text, /[A-Za-z0-9\-_.!*()]/, '+', false),
  }),
  scalar('url_encode_component', {
    parameters: ['string'],
    returns: 'string',
    kernel: (text: string) => urlEncode(text, /[A-Za-z0-9\-_.~]/, '%20', true),
  }),
  scalar('parse_url', { parameters: ['string'], returns: 'dynamic', kernel: parseUrl }, 'parseurl'),
  scalar('parse_urlquery', {
    parameters: ['string'],
    returns: 'dynamic',
    kernel: (text: string) => new Map([['Query Parameters', parseQuery(text.replace(/^\?/, ''))]]),
  }),
  scalar('parse_csv', { parameters: ['string'], returns: 'dynamic', kernel: parseCsv }, 'parsecsv'),
  scalar('parse_path', { parameters: ['string'], returns: 'dynamic', kernel: parsePath }, 'parsepath'),
  scalar(
    'base64_encode_tostring',
    { parameters: ['string'], returns: 'string', kernel: (text: string) => encodeBase64(utf8(text)) },
    'base64_encodestring',
  ),
  scalar('base64_decode_tostring', { parameters: ['string'], returns: 'string', kernel: decodeText }, 'base64_decodestring'),
  scalar('base64_decode_toarray', {
    parameters: ['string'],
    returns: 'dynamic',
    kernel: (text: string) => {
      const bytes = decodeBase64(text);
      return bytes ? [...bytes] : null;
    },
  }),
];
