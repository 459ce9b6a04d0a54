/** IPv4 and IPv6 addresses (kql-semantics 80, 81). Addresses are text; junk gives null. */
import { unsupported } from '../../queryError.ts';
import type { Dynamic } from '../../values/dynamic.ts';
import type { Long } from '../../values/long.ts';
import type { Value } from '../../values/value.ts';
import { type ScalarFunction, scalar } from '../scalarFunction.ts';

interface Ipv4 {
  /** 0 to 2^32 - 1. */
  readonly address: number;
  /** 0 to 32. */
  readonly prefix: number;
}

/** `a.b.c.d` with an optional `/prefix`; undefined for anything else. */
export function parseIpv4(text: string): Ipv4 | undefined {
  const match = /^\s*(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\/(\d{1,2}))?\s*$/.exec(text);
  if (!match) return undefined;
  const parts = match.slice(1, 5).map(Number);
  const prefix = match[5] === undefined ? 32 : Number(match[5]);
  if (parts.some((part) => part > 255) || prefix > 32) return undefined;
  return { address: parts.reduce((address, part) => address * 256 + part, 0), prefix };
}

export function masked(address: number, prefix: number): number {
  const size = 2 ** (32 - prefix);
  return Math.floor(address / size) * size;
}

function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'].map((range) => parseIpv4(range) as Ipv4);

function inRange(address: Ipv4, range: Ipv4): boolean {
  return masked(address.address, range.prefix) === masked(range.address, range.prefix);
}

function isPrivate(text: string): boolean | null {
  const ip = parseIpv4(text);
  return ip ? privateRanges.some((range) => range.prefix <= ip.prefix && inRange(ip, range)) : null;
}

/** Both masked to the smallest prefix of the three. */
function compare(a: string, b: string, prefix: Long = 32): number | null {
  const left = parseIpv4(a);
  const right = parseIpv4(b);
  if (!left || !right || prefix < 0 || prefix > 32) return null;
  const bits = Math.min(left.prefix, right.prefix, Number(prefix));
  return Math.sign(masked(left.address, bits) - masked(right.address, bits));
}

function isMatch(a: string, b: string, prefix: Long = 32): boolean | null {
  const order = compare(a, b, prefix);
  return order === null ? null : order === 0;
}

function isInRange(address: string, range: string): boolean | null {
  const ip = parseIpv4(address);
  const network = parseIpv4(range);
  return ip && network ? inRange(ip, network) : null;
}

function isInAnyRange(address: string, ...ranges: Value[]): boolean | null {
  const ip = parseIpv4(address);
  if (!ip) return null;
  return ranges.flat().some((range) => {
    const network = typeof range === 'string' ? parseIpv4(range) : undefined;
    return network !== undefined && inRange(ip, network);
  });
}

/** The smaller of the address's own prefix and the one asked for; undefined for junk. */
function maskedAddress(value: Value, prefix: Long): Ipv4 | undefined {
  const ip = typeof value === 'string' ? parseIpv4(value) : { address: Number(value), prefix: 32 };
  if (!ip || Number(prefix) < 0 || Number(prefix) > 32 || ip.address < 0 || ip.address > 0xffffffff) return undefined;
  const bits = Math.min(ip.prefix, Number(prefix));
  return { address: masked(ip.address, bits), prefix: bits };
}

function formatIpv4(value: Value, prefix: Long = 32): string {
  const ip = maskedAddress(value, prefix);
  return ip ? formatAddress(ip.address) : '';
}

function formatIpv4Mask(value: Value, prefix: Long = 32): string {
  const ip = maskedAddress(value, prefix);
  return ip ? `${formatAddress(ip.address)}/${ip.prefix}` : '';
}

/** Eight groups of 16 bits, IPv4 mapped into `::ffff:0:0/96`; undefined for junk. */
export function parseIpv6(text: string): { groups: number[]; prefix: number } | undefined {
  const [address, prefixText] = text.trim().split('/');
  const v4 = parseIpv4(address);
  if (v4) {
    const prefix = prefixText === undefined ? 128 : 96 + Number(prefixText);
    return { groups: [0, 0, 0, 0, 0, 0xffff, Math.floor(v4.address / 65_536), v4.address % 65_536], prefix };
  }
  const groups = ipv6Groups(address);
  // Behind the dots of an IPv4 address a prefix counts its 32 bits.
  const prefix = prefixText === undefined ? 128 : Number(prefixText) + (address.includes('.') ? 96 : 0);
  return groups && prefix >= 0 && prefix <= 128 ? { groups, prefix } : undefined;
}

function ipv6Groups(address: string): number[] | undefined {
  const embedded = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  const v4 = embedded ? parseIpv4(embedded[2]) : undefined;
  if (embedded && !v4) return undefined;
  const text =
    embedded && v4 ? `${embedded[1]}${Math.floor(v4.address / 65_536).toString(16)}:${(v4.address % 65_536).toString(16)}` : address;
  if (!/^[0-9a-fA-F:]+$/.test(text) || text.includes(':::')) return undefined;
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const parts = halves.map((half) => (half === '' ? [] : half.split(':')));
  const count = parts.reduce((sum, half) => sum + half.length, 0);
  if (halves.length === 1 ? count !== 8 : count > 7) return undefined;
  const filled = halves.length === 1 ? parts[0] : [...parts[0], ...new Array<string>(8 - count).fill('0'), ...parts[1]];
  return filled.every((part) => /^[0-9a-fA-F]{1,4}$/.test(part)) ? filled.map((part) => Number.parseInt(part, 16)) : undefined;
}

export function maskedGroups(groups: readonly number[], prefix: number): number[] {
  return groups.map((group, index) => {
    const bits = Math.max(0, Math.min(16, prefix - index * 16));
    return group & ((0xffff << (16 - bits)) & 0xffff);
  });
}

/** Comparing takes `::1.2.3.4` for the IPv4 address that it embeds. */
function mapped(text: string): string {
  return /^\s*::\d+\./.test(text) ? text.trim().slice(2) : text;
}

function compareIpv6(a: string, b: string, prefix: Long = 128): number | null {
  const left = parseIpv6(mapped(a));
  const right = parseIpv6(mapped(b));
  if (!left || !right || prefix < 0 || prefix > 128) return null;
  const bits = Math.min(left.prefix, right.prefix, Number(prefix));
  const [x, y] = [maskedGroups(left.groups, bits), maskedGroups(right.groups, bits)];
  const at = x.findIndex((group, index) => group !== y[index]);
  return at < 0 ? 0 : Math.sign(x[at] - y[at]);
}

function isInRangeIpv6(address: string, range: string): boolean | null {
  const network = parseIpv6(range);
  const order = network ? compareIpv6(address, range, network.prefix) : null;
  return order === null ? null : order === 0;
}

/** The fewest ranges that cover the addresses from `first` to `last`; null for junk. */
function cidrList(first: string, last: string): Dynamic {
  const from = parseIpv4(first);
  const to = parseIpv4(last);
  if (!from || !to) return null;
  if (from.prefix < 32 || to.prefix < 32 || from.address > to.address) throw unsupported('`ipv4_range_to_cidr_list` of such addresses');
  const ranges: string[] = [];
  for (let address = from.address; address <= to.address; ) {
    let bits = 32;
    while (bits > 0 && address % 2 ** (33 - bits) === 0 && address + 2 ** (33 - bits) - 1 <= to.address) bits--;
    ranges.push(`${formatAddress(address)}/${bits}`);
    address += 2 ** (32 - bits);
  }
  return ranges;
}

const hex = (group: number): string => group.toString(16).padStart(4, '0');

/** Addresses in the text that stand between delimiters and are valid. */
function addressesIn(text: string): string[] {
  return Array.from(
    text.matchAll(/(?<![\p{L}\p{N}.])(\d{1,3}(?:\.\d{1,3}){3})(?![\p{L}\p{N}.]*[\p{L}\p{N}])/gu),
    (match) => match[1],
  ).filter((address) => parseIpv4(address));
}

function hasIpv4(text: string, address: string): boolean | null {
  return parseIpv4(address) ? addressesIn(text).includes(address) : false;
}

function hasIpv4Prefix(text: string, prefix: string): boolean {
  const wellFormed = /^(\d{1,3}\.){1,3}$/.test(prefix) || parseIpv4(prefix) !== undefined;
  return wellFormed && addressesIn(text).some((address) => (prefix.endsWith('.') ? address.startsWith(prefix) : address === prefix));
}

const anyOf =
  (test: (text: string, address: string) => boolean | null) =>
  (text: string, ...addresses: Value[]) =>
    addresses.flat().some((address) => typeof address === 'string' && test(text, address) === true);

const pair = (name: string, kernel: (a: string, b: string, prefix?: Long) => Value, returns: 'long' | 'bool'): ScalarFunction =>
  scalar(name, { parameters: ['string', 'string', 'long'], optional: 1, returns, kernel });

export const ips: readonly ScalarFunction[] = [
  scalar('parse_ipv4', {
    parameters: ['string'],
    returns: 'long',
    kernel: (text: string) => {
      const ip = parseIpv4(text);
      return ip ? masked(ip.address, ip.prefix) : null;
    },
  }),
  scalar('parse_ipv4_mask', {
    parameters: ['string', 'long'],
    returns: 'long',
    kernel: (text: string, prefix: Long) => {
      const ip = parseIpv4(text);
      return ip && Number(prefix) >= 0 && Number(prefix) <= 32 ? masked(ip.address, Math.min(ip.prefix, Number(prefix))) : null;
    },
  }),
  scalar('parse_ipv6', {
    parameters: ['string'],
    returns: 'string',
    kernel: (text: string) => {
      const ip = parseIpv6(text);
      return ip ? maskedGroups(ip.groups, ip.prefix).map(hex).join(':') : '';
    },
  }),
  scalar('parse_ipv6_mask', {
    parameters: ['string', 'long'],
    returns: 'string',
    kernel: (text: string, prefix: Long) => {
      const ip = parseIpv6(text);
      return ip
        ? maskedGroups(ip.groups, Math.min(ip.prefix, Number(prefix)))
            .map(hex)
            .join(':')
        : '';
    },
  }),
  scalar('ipv4_is_private', { parameters: ['string'], returns: 'bool', kernel: isPrivate }),
  scalar('ipv4_is_in_range', { parameters: ['string', 'string'], returns: 'bool', kernel: isInRange }),
  scalar('ipv4_is_in_any_range', { parameters: ['string', 'any'], rest: 'any', returns: 'bool', kernel: isInAnyRange }),
  pair('ipv4_is_match', isMatch, 'bool'),
  pair('ipv4_compare', compare, 'long'),
  pair('ipv6_compare', compareIpv6, 'long'),
  pair(
    'ipv6_is_match',
    (a, b, prefix) => {
      const order = compareIpv6(a, b, prefix);
      return order === null ? null : order === 0;
    },
    'bool',
  ),
  scalar('ipv6_is_in_range', {
    parameters: ['string', 'string'],
    returns: 'bool',
    kernel: isInRangeIpv6,
  }),
  scalar('ipv6_is_in_any_range', {
    parameters: ['string', 'any'],
    rest: 'any',
    returns: 'bool',
    kernel: (address: string, ...ranges: Value[]) =>
      parseIpv6(mapped(address))
        ? ranges.flat().some((range) => typeof range === 'string' && isInRangeIpv6(address, range) === true)
        : null,
  }),
  scalar('ipv4_range_to_cidr_list', { parameters: ['string', 'string'], returns: 'dynamic', kernel: cidrList }),
  scalar('ipv4_netmask_suffix', { parameters: ['string'], returns: 'long', kernel: (text: string) => parseIpv4(text)?.prefix ?? null }),
  {
    name: 'format_ipv4',
    overloads: [
      { parameters: ['string', 'long'], optional: 1, returns: 'string', kernel: formatIpv4 },
      { parameters: ['long', 'long'], optional: 1, returns: 'string', kernel: formatIpv4 },
    ],
  },
  {
    name: 'format_ipv4_mask',
    overloads: [
      { parameters: ['string', 'long'], optional: 1, returns: 'string', kernel: formatIpv4Mask },
      { parameters: ['long', 'long'], optional: 1, returns: 'string', kernel: formatIpv4Mask },
    ],
  },
  scalar('has_ipv4', { parameters: ['string', 'string'], returns: 'bool', kernel: hasIpv4 }),
  scalar('has_ipv4_prefix', { parameters: ['string', 'string'], returns: 'bool', kernel: hasIpv4Prefix }),
  scalar('has_any_ipv4', { parameters: ['string', 'any'], rest: 'any', returns: 'bool', kernel: anyOf(hasIpv4) }),
  scalar('has_any_ipv4_prefix', { parameters: ['string', 'any'], rest: 'any', returns: 'bool', kernel: anyOf(hasIpv4Prefix) }),
];
