/** Writes `docs/kql.md`: which functions, aggregates and plugins the engine runs, and which it refuses by name. */
import { supportedNames } from '@rulesmith/engine';
import { knownNames } from '@rulesmith/kql';
import type { GeneratedFile } from './generate.ts';

/** Words of the binder that are no functions a query calls: sources of tables, and what belongs to other statements. */
const notFunctions: ReadonlySet<string> = new Set([
  'cluster',
  'database',
  'table',
  'external_table',
  'materialized_view',
  'entity_group',
  'stored_query_result',
  'graph',
]);

export function generateKqlSupport(): GeneratedFile[] {
  const known = knownNames();
  const supported = supportedNames();
  const functions = known.functions.filter((name) => !notFunctions.has(name));
  const text = [
    '# What of KQL runs',
    '',
    '<!-- Written by `npm run generate`. -->',
    '',
    'The answer of the engine equals that of Kusto, or the construct is refused by name at its place in the text. These lists say which built-in',
    'functions, aggregates and plugins can be called; some of them refuse some arguments, and say so. Operators are described in',
    '[architecture.md](architecture.md); each has a file of its own in `engine/src/operators/`, with executed examples in `test-fixtures/kql/`.',
    '',
    ...section('Functions', functions, supported.functions),
    ...section('Aggregates', known.aggregates, supported.aggregates),
    ...section('Plugins of `evaluate`', known.plugins, supported.plugins),
    '## What only the service knows',
    '',
    '| construct | where a local run gets it |',
    '| --- | --- |',
    "| `_GetWatchlist('A')` | `watchlists/A.csv` in a sample folder, or `--sample watchlist:A=FILE` |",
    '| `externaldata` | `externaldata/<host>/<path>` in a sample folder, or `--sample https://…=FILE`; the network is never asked |',
    '| `geo_info_from_ip_address` | a file in MaxMind’s format: `geoip.mmdb` in a sample folder, or `--sample geoip=FILE`; else null, and a note |',
    '| `ingestion_time()` | the column `$IngestionTime`, else `TimeGenerated` and the delay that is set; a note says so |',
    '| `invoke FileProfile(…)` | `FileProfile.csv` (or .ndjson …) in a sample folder, or `--sample FileProfile=FILE`: looked up by hash; a note says so |',
    '| ASIM functions (`_Im_…`) | a sample of the function’s name, or of the table of normalised events; their filters are applied |',
    '',
  ].join('\n');
  return [{ path: 'docs/kql.md', text }];
}

function section(title: string, names: readonly string[], supported: ReadonlySet<string>): string[] {
  const runs = names.filter((name) => supported.has(name));
  const refused = names.filter((name) => !supported.has(name));
  return [
    `## ${title}`,
    '',
    `Run (${runs.length}): ${listed(runs)}`,
    '',
    ...(refused.length === 0 ? [] : [`Refused by name (${refused.length}): ${listed(refused)}`, '']),
  ];
}

function listed(names: readonly string[]): string {
  return `${names.map((name) => `\`${name}\``).join(', ')}.`;
}
