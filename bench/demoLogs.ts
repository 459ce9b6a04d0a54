/** Writes the sample logs of the demo workspace: `node bench/demoLogs.ts`. They are committed; this says where they come from. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defaultIisLog, iisEvents, w3cFields, w3cHead, w3cLine } from './iisLog.ts';

const samples = resolve(import.meta.dirname, '../test-fixtures/workspaces/demo/samples');

/** IIS writes a new head when it restarts, and an administrator chose other fields meanwhile. */
function iisLog(): string {
  const options = {
    ...defaultIisLog,
    rows: 900,
    seed: 20260302,
    hours: 6,
    sweepers: 2,
    portsPerSweep: 32,
    guessers: 1,
    failuresPerGuesser: 24,
  };
  const shortFields = w3cFields.replace(' s-sitename', '').replace(' cs(Referer)', '').replace(' sc-bytes cs-bytes', '');
  const events = [...iisEvents(options)];
  const half = events.findIndex((event) => event.time > options.start + 4.5 * 3_600_000);
  return [
    w3cHead(w3cFields, options.start),
    ...events.slice(0, half).map((event) => `${w3cLine(event)}\n`),
    w3cHead(shortFields, events[half]?.time ?? options.start),
    ...events.slice(half).map((event) => `${w3cLine(event, shortFields)}\n`),
  ].join('');
}

/** Sessions of a firewall: office traffic, one outside address that tries many ports, one scanner of our own. */
function networkSessions(): string {
  const start = Date.UTC(2026, 2, 2, 10);
  const sessions: { time: number; source: string; port: number; action: string }[] = [];
  for (let index = 0; index < 240; index++) {
    sessions.push({
      time: start + index * 14_500,
      source: `192.0.2.${1 + (index % 40)}`,
      port: [443, 53, 80, 123][index % 4] ?? 443,
      action: 'Allow',
    });
  }
  for (let port = 0; port < 70; port++)
    sessions.push({ time: start + 1_200_000 + port * 4000, source: '198.51.100.77', port: 20 + port * 3, action: 'Deny' });
  for (let port = 0; port < 70; port++)
    sessions.push({ time: start + 1_800_000 + port * 4000, source: '10.1.0.9', port: 20 + port * 3, action: 'Allow' });
  return sessions
    .sort((a, b) => a.time - b.time)
    .map(({ time, source, port, action }) =>
      JSON.stringify({
        TimeGenerated: new Date(time).toISOString(),
        EventCount: 1,
        EventType: 'NetworkSession',
        EventResult: action === 'Allow' ? 'Success' : 'Failure',
        EventVendor: 'Contoso',
        EventProduct: 'EdgeWall',
        EventSchema: 'NetworkSession',
        EventSchemaVersion: '0.2.6',
        Dvc: 'edge1',
        DvcAction: action,
        SrcIpAddr: source,
        DstIpAddr: '10.1.0.20',
        DstPortNumber: port,
        NetworkProtocol: 'TCP',
        NetworkDirection: 'Inbound',
      }),
    )
    .join('\n')
    .concat('\n');
}

writeFileSync(resolve(samples, 'u_ex260302.log'), iisLog());
writeFileSync(resolve(samples, '_Im_NetworkSession.ndjson'), networkSessions());
