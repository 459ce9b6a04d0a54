/**
 * The port rule and the logon rule on a million rows of IIS log, against DuckDB: `node bench/rules.bench.ts [--rows N] [--seed N] [--update]
 * [--within RATIO]`.
 *
 * Both engines have the same rows and must give the same result; from disk, ours reads the log as IIS writes it and DuckDB the same as CSV. What
 * is kept in `baseline.json` and compared are ratios of times measured in one run, which depend little on the machine. Exit code 1 where a
 * result differs, or a ratio is over its budget and got worse by a quarter; with `--within`, where a result differs or a ratio is over that one
 * (for machines whose noise would make the baseline cry wolf).
 */
import { encodeRows, runQuery, type Table } from '@rulesmith/engine';
import { bindQuery, standardCatalog } from '@rulesmith/kql';
import { type BenchFile, benchFile } from './benchData.ts';
import { firstDifference } from './compareRows.ts';
import { type Duckdb, loadSql, openDuckdb, type Row } from './duckdb.ts';
import { loadLog } from './loadLog.ts';
import { logonRuleKql, logonRuleSql } from './logonRule.ts';
import { median, memoryInUse, time } from './measure.ts';
import { neededColumns } from './neededColumns.ts';
import { benchOptions, isTooLarge, keepRatios, keptRatios } from './options.ts';
import { portRuleKql, portRuleSql } from './portRule.ts';

interface Ratios {
  /** Our time for the query over loaded tables, as a share of DuckDB's. */
  readonly loaded: number;
  /** Our time from the file to the result, as a share of DuckDB's. */
  readonly fromFile: number;
}

interface Rule {
  readonly name: 'portRule' | 'logonRule';
  readonly kql: string;
  readonly sql: string;
  readonly budgets: Ratios;
}

const rules: readonly Rule[] = [
  { name: 'portRule', kql: portRuleKql, sql: portRuleSql, budgets: { loaded: 0.25, fromFile: 0.6 } },
  { name: 'logonRule', kql: logonRuleKql, sql: logonRuleSql, budgets: { loaded: 0.5, fromFile: 1 } },
];

const repeats = 5;
/** How much worse than the baseline a ratio may be before it counts: machines differ, and so do moments. */
const tolerance = 1.25;

async function main(): Promise<number> {
  const { rows, seed, update, within } = benchOptions();
  const [log, csv] = [benchFile(rows, seed, 'w3c'), benchFile(rows, seed, 'csv')];
  console.log(`${rows} rows, ${Math.round(log.size / 1e6)} MB`);
  let failures = 0;
  for (const rule of rules) {
    const duckdb = await openDuckdb();
    const theirs = await measureDuckdb(duckdb, rule, csv.path);
    duckdb.close();
    const ours = await measureOurs(rule, log);
    const ratios = report(rule, ours, theirs);
    const difference = firstDifference(ours.rows, theirs.rows);
    console.log(difference === undefined ? `  same result: ${ours.rows.length} rows` : `  DIFFERENT RESULT: ${difference}`);
    if (difference !== undefined) failures++;
    else if (update) keepRatios(rule.name, { ...ratios });
    else failures += exceeded(rule, ratios, within);
  }
  return failures > 0 ? 1 : 0;
}

interface Measured {
  readonly loadMs: number;
  readonly queryMs: number;
  readonly rows: readonly Row[];
}

async function measureOurs(rule: Rule, file: BenchFile): Promise<Measured> {
  const query = bindQuery(rule.kql, standardCatalog());
  const needed = neededColumns(query);
  const load = async (): Promise<Table> => (await loadLog(file.path, needed)).table;
  const run = (table: Table): Table => runQuery(query, { now: 0n, tables: { table: () => table } }).table;
  // The first load is the warm-up, and shows what stays in memory.
  const before = memoryInUse();
  const kept = await load();
  const bytes = memoryInUse() - before;
  console.log(`${rule.name}: ${Math.round(bytes / 1e6)} MB of loaded columns, ${(bytes / file.size).toFixed(2)} of the file`);
  const loads: number[] = [];
  for (let repeat = 0; repeat < 3; repeat++) {
    const started = performance.now();
    await load();
    loads.push(performance.now() - started);
  }
  run(kept);
  const queries = Array.from({ length: repeats }, () => time(() => run(kept)));
  const result = queries[0]?.result ?? kept;
  return { loadMs: median(loads), queryMs: median(queries.map(({ ms }) => ms)), rows: encodeRows(result, 0, result.rowCount) };
}

async function measureDuckdb(duckdb: Duckdb, rule: Rule, path: string): Promise<Measured> {
  await duckdb.run(loadSql(path));
  const loads: number[] = [];
  for (let repeat = 0; repeat < 3; repeat++) {
    const started = performance.now();
    await duckdb.run(loadSql(path));
    loads.push(performance.now() - started);
  }
  let rows: readonly Row[] = await duckdb.rows(rule.sql);
  const times: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const started = performance.now();
    rows = await duckdb.rows(rule.sql);
    times.push(performance.now() - started);
  }
  return { loadMs: median(loads), queryMs: median(times), rows };
}

function report({ budgets }: Rule, ours: Measured, theirs: Measured): Ratios {
  return {
    loaded: line('query over loaded tables', ours.queryMs, theirs.queryMs, budgets.loaded),
    fromFile: line('from the file', ours.loadMs + ours.queryMs, theirs.loadMs + theirs.queryMs, budgets.fromFile),
  };
}

function line(what: string, ours: number, theirs: number, budget: number): number {
  const ratio = ours / theirs;
  const verdict = ratio <= budget ? 'within' : 'OVER';
  console.log(
    `  ${what}: ${ours.toFixed(0)} ms, DuckDB ${theirs.toFixed(0)} ms, ratio ${ratio.toFixed(3)} (${verdict} the budget of ${budget})`,
  );
  return Number(ratio.toFixed(3));
}

/** How many of the ratios are too large. */
function exceeded(rule: Rule, ratios: Ratios, within: number | undefined): number {
  const kept = keptRatios(rule.name);
  const worse = (['loaded', 'fromFile'] as const).filter((key) => isTooLarge(ratios[key], rule.budgets[key], kept[key], tolerance, within));
  for (const key of worse) console.log(`  ${rule.name}, ${key}: too slow, the baseline is ${kept[key] ?? 'not kept yet'}`);
  return worse.length;
}

process.exitCode = await main();
