/**
 * A generator of IIS logs: ordinary traffic, and a few clients that sweep ports or guess passwords, whom a rule must find. The same seed
 * gives the same log.
 */
export interface IisLogOptions {
  readonly rows: number;
  readonly seed: number;
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly hours: number;
  /** Clients that touch `portsPerSweep` ports of one server within ten minutes. */
  readonly sweepers: number;
  readonly portsPerSweep: number;
  /** Clients that fail `failuresPerGuesser` logons within a minute. */
  readonly guessers: number;
  readonly failuresPerGuesser: number;
}

export const defaultIisLog: IisLogOptions = {
  rows: 100_000,
  seed: 1,
  start: Date.UTC(2026, 2, 2),
  hours: 24,
  sweepers: 6,
  portsPerSweep: 40,
  guessers: 6,
  failuresPerGuesser: 30,
};

/** One request, by the names of W3CIISLog. */
export interface IisEvent {
  readonly time: number;
  readonly sSiteName: string;
  readonly Computer: string;
  readonly sIP: string;
  readonly csMethod: string;
  readonly csUriStem: string;
  readonly csUriQuery: string;
  readonly sPort: number;
  readonly csUserName: string;
  readonly cIP: string;
  readonly csUserAgent: string;
  readonly csReferer: string;
  readonly scStatus: string;
  readonly scSubStatus: string;
  readonly scWin32Status: string;
  readonly scBytes: number;
  readonly csBytes: number;
  readonly TimeTaken: number;
}

type Chance = () => number;

/** A linear congruential generator: plain, and good enough for made-up traffic. */
function chance(seed: number): Chance {
  let state = BigInt(seed) * 2_862_933_555_777_941_757n + 3_037_000_493n;
  return () => {
    state = (state * 6_364_136_223_846_793_005n + 1_442_695_040_888_963_407n) & 0xffff_ffff_ffff_ffffn;
    return Number(state >> 11n) / 9_007_199_254_740_992;
  };
}

/** The events in order of time. */
export function* iisEvents(options: IisLogOptions): Generator<IisEvent> {
  const make = eventMaker(chance(options.seed));
  const attacks = [...sweeps(options, make), ...guesses(options, make)].sort((a, b) => a.time - b.time);
  const ordinary = Math.max(0, options.rows - attacks.length);
  let next = 0;
  for (let row = 0; row < ordinary; row++) {
    const time = options.start + Math.floor((row * options.hours * 3_600_000) / ordinary);
    while (next < attacks.length && (attacks[next] as IisEvent).time <= time) yield attacks[next++] as IisEvent;
    yield make(time, {});
  }
  yield* attacks.slice(next);
}

type EventMaker = (time: number, fixed: Partial<IisEvent>) => IisEvent;

const statuses = [
  ['200', '0', '0'],
  ['200', '0', '0'],
  ['200', '0', '0'],
  ['304', '0', '0'],
  ['302', '0', '0'],
  ['404', '0', '2'],
  ['401', '2', '5'],
  ['500', '0', '64'],
] as const;

function eventMaker(random: Chance): EventMaker {
  const below = (limit: number): number => Math.floor(random() * limit);
  // Few values come often, most seldom, as in real traffic.
  const often = (limit: number): number => Math.floor(random() ** 3 * limit);
  const clients = Array.from({ length: 15_000 }, () => `${20 + below(150)}.${below(256)}.${below(256)}.${1 + below(254)}`);
  return (time, fixed) => {
    const server = below(8);
    const [scStatus, scSubStatus, scWin32Status] = statuses[often(statuses.length)] ?? statuses[0];
    return {
      time,
      sSiteName: `W3SVC${1 + often(4)}`,
      Computer: `shop${server + 1}.contoso.example`,
      sIP: `10.8.0.${server + 11}`,
      csMethod: random() < 0.8 ? 'GET' : 'POST',
      csUriStem: `/shop/item${often(900)}`,
      csUriQuery: random() < 0.5 ? '-' : `ref=${often(4000)}&page=${below(40)}`,
      sPort: random() < 0.95 ? 443 : 80,
      csUserName: random() < 0.7 ? '-' : `CONTOSO\\clerk${often(300)}`,
      cIP: clients[often(clients.length)] ?? '-',
      csUserAgent: `Mozilla/5.0+(X11;+Linux+x86_64;+rv:${100 + often(30)}.0)+Gecko/20100101+Firefox/${100 + often(30)}.0`,
      csReferer: random() < 0.7 ? '-' : `https://search.example/?q=${often(200)}`,
      scStatus,
      scSubStatus,
      scWin32Status,
      scBytes: below(50_000),
      csBytes: 200 + below(2000),
      TimeTaken: below(700),
      ...fixed,
    };
  };
}

function* sweeps(options: IisLogOptions, make: EventMaker): Generator<IisEvent> {
  const slot = 600_000;
  const slots = Math.max(1, Math.floor((options.hours * 3_600_000) / slot));
  for (let sweeper = 0; sweeper < options.sweepers; sweeper++) {
    const from = options.start + ((sweeper * 7 + 3) % slots) * slot;
    const fixed = {
      cIP: `198.51.100.${sweeper + 1}`,
      Computer: 'shop1.contoso.example',
      sIP: '10.8.0.11',
      csUserName: '-',
      scStatus: '404',
      scSubStatus: '0',
      scWin32Status: '2',
    };
    for (let port = 0; port < options.portsPerSweep; port++) {
      yield make(from + 1000 + Math.floor((port * (slot - 5000)) / options.portsPerSweep), { ...fixed, sPort: 2000 + port * 7 });
    }
  }
}

function* guesses(options: IisLogOptions, make: EventMaker): Generator<IisEvent> {
  const slot = 60_000;
  const slots = Math.max(1, Math.floor((options.hours * 3_600_000) / slot));
  for (let guesser = 0; guesser < options.guessers; guesser++) {
    const from = options.start + ((guesser * 53 + 11) % slots) * slot;
    const fixed = {
      cIP: `203.0.113.${guesser + 1}`,
      Computer: 'shop2.contoso.example',
      sIP: '10.8.0.12',
      scStatus: '401',
      scSubStatus: '1',
      scWin32Status: '1326',
    };
    for (let attempt = 0; attempt < options.failuresPerGuesser; attempt++) {
      yield make(from + 500 + Math.floor((attempt * (slot - 3000)) / options.failuresPerGuesser), {
        ...fixed,
        csUserName: `CONTOSO\\clerk${attempt % 4}`,
      });
    }
  }
}

/** The fields in the order of `w3cLine`. */
export const w3cFields =
  'date time s-sitename s-computername s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) ' +
  'sc-status sc-substatus sc-win32-status sc-bytes cs-bytes time-taken';

/** The head that IIS writes when it starts a log. */
export function w3cHead(fields: string, time: number): string {
  const stamp = new Date(time).toISOString().slice(0, 19).replace('T', ' ');
  return `#Software: Microsoft Internet Information Services 10.0\n#Version: 1.0\n#Date: ${stamp}\n#Fields: ${fields}\n`;
}

/** The event as a line of a W3C extended log; only the fields that `fields` names. */
export function w3cLine(event: IisEvent, fields: string = w3cFields): string {
  const [date = '', time = ''] = new Date(event.time).toISOString().slice(0, 19).split('T');
  const values: Readonly<Record<string, string | number>> = {
    date,
    time,
    's-sitename': event.sSiteName,
    's-computername': event.Computer,
    's-ip': event.sIP,
    'cs-method': event.csMethod,
    'cs-uri-stem': event.csUriStem,
    'cs-uri-query': event.csUriQuery,
    's-port': event.sPort,
    'cs-username': event.csUserName,
    'c-ip': event.cIP,
    'cs(User-Agent)': event.csUserAgent,
    'cs(Referer)': event.csReferer,
    'sc-status': event.scStatus,
    'sc-substatus': event.scSubStatus,
    'sc-win32-status': event.scWin32Status,
    'sc-bytes': event.scBytes,
    'cs-bytes': event.csBytes,
    'time-taken': event.TimeTaken,
  };
  return fields
    .split(' ')
    .map((field) => values[field] ?? '-')
    .join(' ');
}

/** The event as a line of NDJSON with the columns of W3CIISLog. */
export function ndjsonLine({ time, ...event }: IisEvent): string {
  return JSON.stringify({ TimeGenerated: new Date(time).toISOString(), ...event });
}
