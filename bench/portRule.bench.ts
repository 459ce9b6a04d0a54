/**
 * The port rule on a million rows of IIS log, against DuckDB: `node bench/portRule.bench.ts [--rows N] [--seed N] [--update] [--within RATIO]`.
 *
 * Both engines read the same file and must give the same result. What is kept in `baseline.json` and compared are ratios of times measured
 * in one run, which depend little on the machine. Exit code 1 where the result differs, or a ratio is over its budget and got worse by a quarter;
 * with `--within`, where the result differs or a ratio is over that one (for machines whose noise would make the baseline cry wolf).
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { encodeRows, readLog, runQuery, type Table } from '@rulesmith/engine';
import { bindQuery, standardCatalog } from '@rulesmith/kql';
import { benchFile } from './benchData.ts';
import { firstDifference } from './compareRows.ts';
import { type Duckdb, loadSql, openDuckdb, type Row } from './duckdb.ts';
import { median, memoryInUse, time } from './measure.ts';
import { neededColumns } from './neededColumns.ts';
import { portRuleKql, portRuleSql } from './portRule.ts';

interface Ratios {
  /** Our time for the query over loaded tables, as a share of DuckDB's. */
  readonly loaded: number;
  /** Our time from the file to the result, as a share of DuckDB's. */
  readonly fromFile: number;
}

const budgets: Ratios = { loaded: 0.25, fromFile: 0.6 };
const baselinePath = resolve(import.meta.dirname, 'baseline.json');
const repeats = 5;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '7' },
      update: { type: 'boolean', default: false },
      within: { type: 'string' },
    },
  });
  const file = benchFile(Number(values.rows), Number(values.seed));
  console.log(`${values.rows} rows, ${Math.round(file.size / 1e6)} MB`);
  const duckdb = await openDuckdb();
  const ours = await measureOurs(file.path);
  const theirs = await measureDuckdb(duckdb, file.path);
  duckdb.close();
  const difference = firstDifference(ours.rows, theirs.rows);
  const ratios: Ratios = {
    loaded: ours.queryMs / theirs.queryMs,
    fromFile: (ours.loadMs + ours.queryMs) / (theirs.loadMs + theirs.queryMs),
  };
  report('query over loaded tables', ours.queryMs, theirs.queryMs, ratios.loaded, budgets.loaded);
  report('from the file', ours.loadMs + ours.queryMs, theirs.loadMs + theirs.queryMs, ratios.fromFile, budgets.fromFile);
  console.log(
    `memory of the loaded columns: ${Math.round(ours.memoryBytes / 1e6)} MB (${(ours.memoryBytes / file.size).toFixed(2)} of the file)`,
  );
  console.log(difference === undefined ? `same result: ${ours.rows.length} rows` : `DIFFERENT RESULT: ${difference}`);
  if (values.within !== undefined)
    return difference === undefined && Math.max(ratios.loaded, ratios.fromFile) <= Number(values.within) ? 0 : 1;
  return judge(ratios, difference, values.update);
}

interface Measured {
  readonly loadMs: number;
  readonly queryMs: number;
  readonly rows: readonly Row[];
}

async function measureOurs(path: string): Promise<Measured & { readonly memoryBytes: number }> {
  const catalog = standardCatalog();
  const query = bindQuery(portRuleKql, catalog);
  const schema = catalog.tables.get('W3CIISLog');
  const needed = neededColumns(query);
  const load = (): Table =>
    readLog({ path, bytes: readFileSync(path) }, { columns: needed, ...(schema === undefined ? {} : { schema }) }).table;
  const run = (table: Table): Table => runQuery(query, { now: 0n, tables: { table: () => table } }).table;
  // The first load is the warm-up, and shows what stays in memory.
  const before = memoryInUse();
  const kept = load();
  const memoryBytes = memoryInUse() - before;
  const loaded = time(load);
  const queries = Array.from({ length: repeats }, () => time(() => run(kept)));
  const result = queries[0]?.result ?? kept;
  return {
    loadMs: loaded.ms,
    queryMs: median(queries.map((query) => query.ms)),
    rows: encodeRows(result, 0, result.rowCount),
    memoryBytes,
  };
}

async function measureDuckdb(duckdb: Duckdb, path: string): Promise<Measured> {
  await duckdb.run(loadSql(path));
  const loadStarted = performance.now();
  await duckdb.run(loadSql(path));
  const loadMs = performance.now() - loadStarted;
  const times: number[] = [];
  let rows: readonly Row[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const started = performance.now();
    rows = await duckdb.rows(portRuleSql);
    times.push(performance.now() - started);
  }
  return { loadMs, queryMs: median(times), rows };
}

function report(what: string, ours: number, theirs: number, ratio: number, budget: number): void {
  const verdict = ratio <= budget ? 'within' : 'OVER';
  console.log(
    `${what}: ${ours.toFixed(0)} ms, DuckDB ${theirs.toFixed(0)} ms, ratio ${ratio.toFixed(3)} (${verdict} the budget of ${budget})`,
  );
}

/** How much worse than the baseline a ratio may be before it counts: machines differ, and so do moments. */
const tolerance = 1.25;

function judge(ratios: Ratios, difference: string | undefined, update: boolean): number {
  if (difference !== undefined) return 1;
  const rounded = { loaded: Number(ratios.loaded.toFixed(3)), fromFile: Number(ratios.fromFile.toFixed(3)) };
  if (update) {
    const kept = JSON.parse(readFileSync(baselinePath, 'utf8')) as object;
    writeFileSync(baselinePath, `${JSON.stringify({ ...kept, portRule: rounded }, undefined, 2)}\n`);
    return 0;
  }
  const baseline = (JSON.parse(readFileSync(baselinePath, 'utf8')) as { portRule: Ratios }).portRule;
  const worse = (['loaded', 'fromFile'] as const).filter((key) => ratios[key] > Math.max(budgets[key], baseline[key] * tolerance));
  for (const key of worse) console.log(`${key} got worse: ${ratios[key].toFixed(3)}, baseline ${baseline[key]}`);
  return worse.length > 0 ? 1 : 0;
}

process.exitCode = await main();
