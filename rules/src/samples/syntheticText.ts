/** Pools of texts for generated rows, by what a column's name says it holds. */
import type { Random } from './random.ts';

type Pool = (random: Random, column: string) => readonly string[];

const many =
  (count: number, make: (random: Random, index: number) => string): Pool =>
  (random) =>
    Array.from({ length: count }, (_, index) => make(random, index));

const fixed =
  (...values: readonly string[]): Pool =>
  () =>
    values;

const hex = (random: Random, length: number): string => Array.from({ length }, () => random.below(16).toString(16)).join('');
const address = (random: Random, index: number): string =>
  index % 3 === 0 ? `10.${random.below(4)}.${random.below(256)}.${random.below(254) + 1}` : `203.0.113.${random.below(254) + 1}`;

/** The first pattern that fits a column's name decides. */
const pools: readonly (readonly [RegExp, Pool])[] = [
  [
    /^_ResourceId$|^ResourceId$/,
    many(
      8,
      (random, index) => `/subscriptions/${random.guid()}/resourcegroups/rg${index}/providers/microsoft.compute/virtualmachines/vm${index}`,
    ),
  ],
  [/sha256/i, many(30, (random) => hex(random, 64))],
  [/sha1/i, many(30, (random) => hex(random, 40))],
  [/md5|hash/i, many(30, (random) => hex(random, 32))],
  [
    /useragent|requestclientapplication/i,
    many(12, (_, index) => `Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/${110 + index}.0 Safari/537.36`),
  ],
  [/mac(addr|address)/i, many(20, (random) => hex(random, 12).replace(/..(?=.)/g, '$&:'))],
  [/(^|[a-z_])ip(v4)?(addr(ess)?)?(es)?$|^[cs]IP$|ipaddr|callerip|addr$/i, many(40, address)],
  [/upn$|principalname|email|mail(from)?address|recipient|sender/i, many(30, (_, index) => `user${index}@corp.example`)],
  [/sid$/i, many(20, (random, index) => `S-1-5-21-${random.below(1e9)}-${1000 + index}`)],
  [/url|uri(?!query)/i, many(30, (_, index) => `https://www.corp.example/app/page${index}.aspx`)],
  [/uriquery|querystring/i, many(30, (_, index) => `id=${index}&lang=en`)],
  [/(domain|dnsquery|fqdn)/i, many(20, (_, index) => `site${index}.example`)],
  [/commandline/i, many(20, (_, index) => `C:\\Windows\\System32\\cmd.exe /c task${index}.bat`)],
  [
    /(process|file)name$|^process$|^image/i,
    fixed('cmd.exe', 'powershell.exe', 'svchost.exe', 'explorer.exe', 'rundll32.exe', 'winword.exe'),
  ],
  [/folder|path|directory/i, fixed('C:\\Windows\\System32', 'C:\\Program Files\\App', 'C:\\Users\\user1\\Downloads', 'C:\\Temp')],
  [/computer|host|device(name)?$|workstation|server/i, many(15, (_, index) => `host${String(index + 1).padStart(2, '0')}.corp.example`)],
  [/account|user|caller|actor|identity|principal|owner/i, many(30, (_, index) => `user${index}`)],
  [/country|location/i, fixed('US', 'DE', 'GB', 'NL', 'BR', 'CN')],
  [/city/i, fixed('Seattle', 'Berlin', 'London', 'Utrecht')],
  [/^resulttype$/i, fixed('0', '0', '0', '50126', '50074', '50053')],
  [/sc(sub)?status|httpstatus/i, fixed('200', '200', '304', '401', '404', '500')],
  [/win32status/i, fixed('0', '0', '5', '1326')],
  [/result|outcome|status/i, fixed('Success', 'Success', 'Failure')],
  [/severity|risk|level/i, fixed('Informational', 'Low', 'Medium', 'High')],
  [/action/i, fixed('Allow', 'Deny', 'Drop')],
  [/method/i, fixed('GET', 'POST', 'HEAD', 'PUT')],
  [/protocol/i, fixed('TCP', 'UDP', 'HTTPS', 'SMB')],
  [/vendor/i, fixed('Contoso', 'Fabrikam')],
  [/product/i, fixed('Firewall', 'Proxy', 'Sensor')],
  [/operation|activity|eventname|eventtype|event$/i, many(12, (_, index) => `Operation ${index}`)],
  [/^_?isbillable$|^(is|has)[A-Z]/i, fixed('true', 'false')],
  [/port/i, fixed('443', '80', '22', '3389')],
  [/id$|guid/i, many(40, (random) => random.guid())],
];

/** Texts that a column `name` could hold. */
export function textPool(name: string, random: Random): readonly string[] {
  const pool = pools.find(([pattern]) => pattern.test(name))?.[1];
  return pool?.(random, name) ?? Array.from({ length: 20 }, (_, index) => `${name} ${index}`);
}
