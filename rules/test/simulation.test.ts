import { parseInstant, Table } from '@rulesmith/engine';
import { standardCatalog } from '@rulesmith/kql';
import { describe, expect, it } from 'vitest';
import { parseRuleDocument } from '../src/ruleDocument.ts';
import { SampleCache } from '../src/samples/index.ts';
import { cutToBytes } from '../src/simulation/alertText.ts';
import { learnedTables } from '../src/simulation/bindWithSamples.ts';
import { type CompletedRun, type FailedRun, type RuleRun, runRule } from '../src/simulation/index.ts';

/** Ten rows a minute apart, from 10:00 to 10:09; `n` counts them. */
const rows = Array.from({ length: 10 }, (_, n) =>
  JSON.stringify({
    TimeGenerated: `2026-03-02T10:0${n}:00Z`,
    cIP: `1.1.1.${n % 2}`,
    csUserName: n === 0 ? '' : `user${n}`,
    sPort: n,
    scStatus: n < 5 ? '200' : '401',
  }),
).join('\n');

interface Options {
  readonly now?: string;
  readonly sample?: string;
}

async function run(rule: string, options: Options = {}): Promise<RuleRun> {
  const sample = new TextEncoder().encode(options.sample ?? rows);
  const now = options.now === undefined ? undefined : parseInstant(options.now);
  return runRule(
    {
      document: parseRuleDocument('/w/rule.yaml', rule),
      path: '/w/rule.yaml',
      catalog: standardCatalog(),
      folders: ['/w/samples'],
      captureStages: true,
      ...(now === undefined ? {} : { now }),
    },
    {
      files: {
        stat: async (path) =>
          path === '/w/samples'
            ? { kind: 'folder', size: 0, modified: 0 }
            : path.endsWith('W3CIISLog.ndjson')
              ? { kind: 'file', size: sample.length, modified: 1 }
              : undefined,
        readDirectory: async () => ['W3CIISLog.ndjson'],
        readFile: async () => sample,
      },
      cache: new SampleCache(),
      clock: () => parseInstant('2030-01-01T00:00:00Z') ?? 0n,
      milliseconds: () => 0,
    },
  );
}

/** A rule over W3CIISLog; `more` replaces or adds keys. */
function rule(query: string, more: Readonly<Record<string, unknown>> = {}): string {
  const keys = {
    id: 'x',
    name: 'The rule',
    description: 'What it finds',
    kind: 'Scheduled',
    severity: 'Medium',
    queryFrequency: '1h',
    queryPeriod: '1h',
    triggerOperator: 'gt',
    triggerThreshold: 0,
    tactics: ['Discovery'],
    relevantTechniques: ['T1046'],
    ...more,
  };
  const yaml = Object.entries(keys)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `${yaml.join('\n')}\nquery: ${JSON.stringify(query)}\n`;
}

async function completed(yaml: string, options?: Options): Promise<CompletedRun> {
  const outcome = await run(yaml, options);
  if (outcome.kind === 'failed') throw new Error(outcome.message);
  return outcome;
}

describe('the trigger', () => {
  it.each([
    ['gt', 0, 'W3CIISLog', '10 rows > 0: fires'],
    ['gt', 10, 'W3CIISLog', '10 rows > 10: does not fire'],
    ['GreaterThan', 9, 'W3CIISLog', '10 rows > 9: fires'],
    ['lt', 1, 'W3CIISLog | where sPort == 99', '0 rows < 1: fires'],
    ['eq', 0, 'W3CIISLog | where sPort == 99', '0 rows = 0: fires'],
    ['ne', 1, 'W3CIISLog | where sPort == 3', '1 row ≠ 1: does not fire'],
  ])('%s %i on %s', async (triggerOperator, triggerThreshold, query, verdict) => {
    expect((await completed(rule(query, { triggerOperator, triggerThreshold }))).verdict.text).toBe(verdict);
  });

  it('is any row for a near-real-time rule', async () => {
    const nrt = { kind: 'NRT', queryFrequency: undefined, queryPeriod: undefined, triggerOperator: undefined, triggerThreshold: undefined };
    const outcome = await completed(rule('W3CIISLog', nrt));
    expect(outcome.verdict.text).toBe('10 rows > 0: fires');
    expect(outcome.notes.join()).toContain('near-real-time');
  });
});

describe('columns that only the sample tells', () => {
  const tableOf = (name: string) => new Table([{ name, type: 'string' }], [], 0);
  const catalog = standardCatalog();

  it('make the schema of a table that nobody declared', () => {
    const learned = learnedTables(new Map([['My_CL', tableOf('User')]]), catalog);
    expect(learned).toEqual([{ name: 'My_CL', columns: [{ name: 'User', type: 'string' }] }]);
  });

  it('widen an open table, and no other', () => {
    const samples = new Map([
      ['AzureDiagnostics', tableOf('special_s')],
      ['W3CIISLog', tableOf('special_s')],
    ]);
    const [learned, ...others] = learnedTables(samples, catalog);
    expect(others).toEqual([]);
    expect(learned?.name).toBe('AzureDiagnostics');
    expect(learned?.columns.at(-1)).toEqual({ name: 'special_s', type: 'string' });
    expect(learned?.columns.length).toBe((catalog.tables.get('AzureDiagnostics')?.columns.length ?? 0) + 1);
  });
});

describe('the window', () => {
  it('ends just after the newest event', async () => {
    const { now, window, samples } = await completed(rule('W3CIISLog'));
    expect(now).toBe(parseInstant('2026-03-02T10:09:01Z'));
    expect(window).toEqual({ from: parseInstant('2026-03-02T09:09:01Z'), to: now });
    expect(samples[0]?.outsideWindow).toBe(0);
  });

  it('includes its start and excludes its end', async () => {
    const outcome = await completed(rule('W3CIISLog | project sPort', { queryPeriod: '5m', queryFrequency: '5m' }), {
      now: '2026-03-02T10:07:00Z',
    });
    expect(outcome.result.rowCount).toBe(5);
    expect(outcome.samples[0]).toMatchObject({ rows: 10, outsideWindow: 5 });
  });

  it('is what now() and ago() go by', async () => {
    const outcome = await completed(rule('W3CIISLog | where TimeGenerated > ago(3m)'));
    expect(outcome.verdict.text).toBe('3 rows > 0: fires');
  });
});

describe('alerts', () => {
  it('one stands for all rows', async () => {
    const { alerts } = await completed(rule('W3CIISLog'));
    expect(
      alerts.map(({ title, description, severity, tactics, techniques, rowIndices }) => ({
        title,
        description,
        severity,
        tactics,
        techniques,
        rows: rowIndices.length,
      })),
    ).toEqual([
      { title: 'The rule', description: 'What it finds', severity: 'Medium', tactics: ['Discovery'], techniques: ['T1046'], rows: 10 },
    ]);
  });

  it('there is none where the rule does not fire', async () => {
    expect((await completed(rule('W3CIISLog', { triggerThreshold: 50 }))).alerts).toEqual([]);
  });

  it('one for each row, if the rule says so', async () => {
    const { alerts } = await completed(rule('W3CIISLog', { eventGroupingSettings: { aggregationKind: 'AlertPerResult' } }));
    expect(alerts.map((alert) => alert.rowIndices)).toEqual(Array.from({ length: 10 }, (_, row) => [row]));
  });

  it('at most 150, of which the last stands for all rows', async () => {
    const { alerts, notes } = await completed(
      rule('range n from 1 to 200 step 1', { eventGroupingSettings: { aggregationKind: 'AlertPerResult' } }),
    );
    expect([alerts.length, alerts[148]?.rowIndices.length, alerts[149]?.rowIndices.length]).toEqual([150, 1, 200]);
    expect(notes.join()).toContain('at most 150');
  });

  it('take title, description, severity and tactics from columns', async () => {
    const override = {
      alertDisplayNameFormat: 'Sweep from {{cIP}}',
      alertDescriptionFormat: '{{cIP}} on {{ sPort }}',
      alertSeverityColumnName: 'Level',
      alertTacticsColumnName: 'Kind',
    };
    const { alerts } = await completed(
      rule('print cIP = "9.9.9.9", sPort = 80, Level = "high", Kind = "Impact, Collection"', { alertDetailsOverride: override }),
    );
    expect(alerts[0]).toMatchObject({
      title: 'Sweep from 9.9.9.9',
      description: '9.9.9.9 on 80',
      severity: 'High',
      tactics: ['Impact', 'Collection'],
    });
  });

  it('keep what the rule says where a column has no good value', async () => {
    const override = {
      alertDisplayNameFormat: '{{cIP}}',
      alertDescriptionFormat: '{{Nope}}',
      alertSeverityColumnName: 'Level',
      alertTacticsColumnName: 'Level',
    };
    const { alerts, notes } = await completed(rule('print cIP = "", Level = "Awful"', { alertDetailsOverride: override }));
    expect(alerts[0]).toMatchObject({ title: 'The rule', description: 'What it finds', severity: 'Medium', tactics: ['Discovery'] });
    expect(notes.join()).toContain('{{Nope}}');
  });

  it('collect custom details', async () => {
    const { alerts } = await completed(rule('W3CIISLog | sort by sPort asc', { customDetails: { Client: 'cIP', Missing: 'nope' } }));
    expect(alerts[0]?.customDetails).toEqual({ Client: ['1.1.1.0', '1.1.1.1'], Missing: [] });
  });
});

describe('entities', () => {
  const mapping = (entityType: string, identifier: string, columnName: string) => ({
    entityType,
    fieldMappings: [{ identifier, columnName }],
  });

  it('are merged over the rows of an alert', async () => {
    const { alerts } = await completed(rule('W3CIISLog | sort by sPort asc', { entityMappings: [mapping('IP', 'Address', 'cIP')] }));
    expect(alerts[0]?.entities).toEqual([
      { type: 'IP', identifiers: { Address: '1.1.1.0' }, rowIndices: [0, 2, 4, 6, 8] },
      { type: 'IP', identifiers: { Address: '1.1.1.1' }, rowIndices: [1, 3, 5, 7, 9] },
    ]);
  });

  it('that are empty are told', async () => {
    const { alerts, notes } = await completed(
      rule('W3CIISLog', { entityMappings: [mapping('Account', 'Name', 'csUserName'), mapping('IP', 'Address', 'Nope')] }),
    );
    expect(alerts[0]?.entities).toHaveLength(9);
    expect(notes).toContain('The Account mapping of `csUserName` gives no entity in 1 of 10 rows');
    expect(notes).toContain('The IP mapping of `Nope` gives no entity in 10 of 10 rows');
  });

  it('are no more than 500, shared by the mappings', async () => {
    const query = 'range n from 1 to 400 step 1 | extend a = strcat("10.0.", n / 200, ".", n % 200), h = strcat("h", n)';
    const { alerts } = await completed(rule(query, { entityMappings: [mapping('IP', 'Address', 'a'), mapping('Host', 'HostName', 'h')] }));
    const types = alerts[0]?.entities.map((entity) => entity.type) ?? [];
    expect([types.length, types.filter((type) => type === 'IP').length]).toEqual([500, 250]);
  });

  it('leave out accounts that are no one', async () => {
    const { alerts } = await completed(rule('print u = "SYSTEM"', { entityMappings: [mapping('Account', 'Name', 'u')] }));
    expect(alerts[0]?.entities).toEqual([]);
  });
});

describe('a run that fails', () => {
  const failure = async (yaml: string, options?: Options): Promise<FailedRun> => {
    const outcome = await run(yaml, options);
    if (outcome.kind !== 'failed') throw new Error('it ran');
    return outcome;
  };

  it.each([
    ['noQuery', 'name: x\nkind: Scheduled\nqueryFrequency: 1h\nqueryPeriod: 1h\n', /no query/],
    ['noSample', rule('SigninLogs'), /SigninLogs/],
    ['queryError', rule('W3CIISLog | where nope == 1'), /nope/],
    ['queryError', rule('W3CIISLog | whre x'), /whre|operator/i],
  ])('%s', async (reason, yaml, message) => {
    const { reason: actual, message: text } = await failure(yaml);
    expect(actual).toBe(reason);
    expect(text).toMatch(message);
  });

  it('points at the place in the file', async () => {
    const yaml = rule('W3CIISLog | where nope == 1');
    const { span, query } = await failure(yaml);
    const place = span && query?.toSource(span);
    expect(place && yaml.slice(place.start, place.end)).toBe('nope');
  });

  it('says that a sample is empty', async () => {
    const { reason, message } = await failure(rule('W3CIISLog'), { sample: '\n' });
    expect([reason, message]).toEqual(['sampleError', '/w/samples/W3CIISLog.ndjson holds no rows']);
  });
});

it('says which columns the query reads that the sample lacks', async () => {
  const { notes } = await completed(rule('W3CIISLog | where csCookie == "" | project cIP'));
  expect(notes.join()).toContain('no `csCookie`');
});

it('loads columns that only show up when there are rows', async () => {
  const { result } = await completed(
    rule('W3CIISLog | where sPort == toscalar(W3CIISLog | where scStatus == "401" | summarize min(sPort))'),
  );
  expect(result.rowCount).toBe(1);
});

it('takes a table without a sample as empty, and says so, where others have one', async () => {
  const { notes, result } = await completed(rule('union W3CIISLog, SigninLogs'));
  expect(result.rowCount).toBe(10);
  expect(notes.join()).toMatch(/no sample for `SigninLogs`.*taken as empty/);
});

it('counts the rows that each stage passed on', async () => {
  const { stages } = await completed(rule('W3CIISLog | where sPort > 4 | take 2'));
  expect(stages.map((stage) => [stage.text, stage.rowCount])).toEqual([
    ['W3CIISLog', 10],
    ['where sPort > 4', 5],
    ['take 2', 2],
  ]);
});

it.each([
  ['abc', 2, 'ab'],
  ['aé', 2, 'a'],
  ['a😀b', 4, 'a'],
  ['a😀b', 5, 'a😀'],
])('cuts %s to %i bytes', (text, limit, expected) => {
  expect(cutToBytes(text, limit)).toBe(expected);
});
