/** Generated results for the test page: the same for the same size, with log data that tries to become markup. */
import type { Cell, ColumnInfo, RunSummary, StageSummary } from '@rulesmith/protocol';

export const hostileText = '<img src=x onerror="globalThis.broken = true"><b>bold</b>';

export const sampleColumns: readonly ColumnInfo[] = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'cIP', type: 'string' },
  { name: 'csUserAgent', type: 'string' },
  { name: 'ConnectionCount', type: 'long' },
  { name: 'Ratio', type: 'real' },
  { name: 'IsInternal', type: 'bool' },
  { name: 'set_sPort', type: 'dynamic' },
  { name: 'Duration', type: 'timespan' },
  { name: 'LastUser', type: 'string' },
  { name: 'CorrelationId', type: 'guid' },
];

const agents = [
  'curl/8.4.0',
  hostileText,
  'Mozilla/5.0+(Windows+NT+10.0;+Win64;+x64)+Firefox/126.0',
  'python-requests/2.31\tline\nbreak',
  '',
];

/** The cells of row `index`, which needs no other row to be known. */
export function sampleRow(index: number): readonly Cell[] {
  const minute = String(index % 60).padStart(2, '0');
  const ports = [80, 443, 8000 + (index % 1000)];
  return [
    `2024-05-01T${String(Math.floor(index / 60) % 24).padStart(2, '0')}:${minute}:00Z`,
    `203.0.113.${index % 250}`,
    agents[index % agents.length] ?? null,
    index === 3 ? '9007199254740993' : index * 7,
    index % 11 === 0 ? null : Math.round((index / 3) * 1000) / 1000,
    index % 2 === 0,
    index === 4 ? '{"id":9007199254740993,"ports":[80,443],"__proto__":{"deep":{"empty":[],"html":"<b>x</b>"}}}' : JSON.stringify(ports),
    '00:10:00',
    index % 5 === 0 ? null : `CONTOSO\\user${index % 17}`,
    `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  ];
}

function stage(text: string, line: number, rows: number): StageSummary {
  return { text, rows, range: { start: { line, character: 2 }, end: { line, character: 2 + text.length } } };
}

/** A run with this many rows in its result; with none, the rule does not fire and its third stage lets nothing through. */
export function sampleSummary(rowCount: number): RunSummary {
  const fires = rowCount > 0;
  return {
    kind: 'completed',
    runId: `run-${rowCount}`,
    rule: { uri: 'file:///rules/portScan.yaml', path: 'rules/portScan.yaml', id: '1', name: 'One client on many ports' },
    verdict: { fires, text: fires ? `${rowCount.toLocaleString('en-US')} rows > 0: fires` : '0 rows > 0: does not fire' },
    now: '2024-05-02T00:00:00Z',
    window: { from: '2024-05-01T00:00:00Z', to: '2024-05-02T00:00:00Z' },
    samples: [
      {
        table: 'W3CIISLog',
        path: 'samples/u_ex240501.log',
        format: 'W3C',
        rows: 1_000_000,
        skipped: 12,
        firstSkipped: [
          { line: 17, reason: '14 fields where #Fields names 15' },
          { line: 90210, reason: `sc-status is not a number: ${hostileText}` },
        ],
        outsideWindow: fires ? 0 : 4211,
      },
    ],
    columns: sampleColumns,
    rowCount,
    stages: [
      stage('W3CIISLog', 20, 1_000_000),
      stage('where sPort > 0', 21, 812_344),
      stage('where cIP !startswith "10."', 22, fires ? 40_211 : 0),
      stage('summarize Ports = dcount(sPort), set_sPort = make_set(sPort) by cIP, bin(TimeGenerated, 10m)', 23, fires ? rowCount * 3 : 0),
      stage('where Ports >= 30', 24, rowCount),
    ],
    alerts: fires ? [sampleAlert(rowCount)] : [],
    timings: { loadMs: 1240, queryMs: 86, totalMs: 1334 },
    memoryBytes: 48_000_000,
    notes: ['now() is just after the newest TimeGenerated of the samples.'],
  };
}

function sampleAlert(rowCount: number): RunSummary['alerts'][number] {
  return {
    title: `Port scan from 203.0.113.7 ${hostileText}`,
    description: 'One client connected to more than 30 ports within ten minutes.',
    severity: 'Medium',
    tactics: ['Discovery', 'InitialAccess'],
    techniques: ['T1046'],
    entities: [
      { type: 'IP', identifiers: { Address: '203.0.113.7' }, rowIndices: [0, 4] },
      { type: 'Account', identifiers: { Name: 'user3', NTDomain: 'CONTOSO' }, rowIndices: [3] },
      { type: 'Host', identifiers: { HostName: hostileText } },
    ],
    customDetails: { Ports: ['80', '443', '8080'], Agent: [hostileText] },
    rows: Math.min(5, rowCount),
  };
}
