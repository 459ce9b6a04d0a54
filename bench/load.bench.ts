/**
 * Loading a log whole, every column of it, against DuckDB: `node bench/load.bench.ts [--rows N] [--seed N] [--update] [--within RATIO]`.
 *
 * Both read the same file, and what they hold is compared by its row count and a sum over a column of numbers and the number of distinct texts of
 * another. DuckDB has no reader for logs as IIS writes them; beside ours of these stands its reading of the same rows as CSV. Exit code 1 where
 * what was read differs, or where a ratio is over its budget and got worse than `baseline.json` by a quarter.
 */
import { encodeRows, runQuery, type Table } from '@rulesmith/engine';
import { bindQuery, standardCatalog } from '@rulesmith/kql';
import { type BenchFormat, benchFile } from './benchData.ts';
import { firstDifference } from './compareRows.ts';
import { type Duckdb, loadSql, openDuckdb } from './duckdb.ts';
import { loadLog } from './loadLog.ts';
import { median } from './measure.ts';
import { benchOptions, isTooLarge, keepRatios, keptRatios } from './options.ts';

const budgets: Readonly<Record<BenchFormat, number>> = { ndjson: 1.5, csv: 1.5, w3c: 1.5 };
const repeats = 3;
const tolerance = 1.25;

const checkKql = 'W3CIISLog | summarize n = count(), b = sum(scBytes), d = count_distinct(csUriQuery), t = max(TimeGenerated)';
const checkSql =
  "SELECT count(*) AS n, sum(scBytes) AS b, count(DISTINCT csUriQuery) AS d, max(date_trunc('second', TimeGenerated)) AS t FROM W3CIISLog";

async function main(): Promise<number> {
  const { rows, seed, update, within } = benchOptions();
  const duckdb = await openDuckdb();
  const ratios: Record<string, number> = {};
  let failures = 0;
  for (const format of ['ndjson', 'csv', 'w3c'] as const) {
    const ratio = await measure(duckdb, format, rows, seed);
    if (ratio === undefined) failures++;
    else {
      ratios[format] = ratio;
      if (!update && isTooLarge(ratio, budgets[format], keptRatios('load')[format], tolerance, within)) failures++;
    }
  }
  duckdb.close();
  if (update) keepRatios('load', ratios);
  return failures > 0 ? 1 : 0;
}

/** Our time as a share of DuckDB's; undefined where what was read differs. */
async function measure(duckdb: Duckdb, format: BenchFormat, rows: number, seed: number): Promise<number | undefined> {
  const file = benchFile(rows, seed, format);
  const sql = loadSql(format === 'w3c' ? benchFile(rows, seed, 'csv').path : file.path);
  const ours: number[] = [];
  const theirs: number[] = [];
  let table: Table | undefined;
  // The first of each is the warm-up.
  for (let repeat = 0; repeat <= repeats; repeat++) {
    const started = performance.now();
    table = (await loadLog(file.path)).table;
    const between = performance.now();
    await duckdb.run(sql);
    if (repeat === 0) continue;
    ours.push(between - started);
    theirs.push(performance.now() - between);
  }
  const ratio = median(ours) / median(theirs);
  const verdict = ratio <= budgets[format] ? 'within' : 'OVER';
  console.log(
    `${format.padEnd(8)} ${Math.round(file.size / 1e6)} MB: ${median(ours).toFixed(0)} ms, DuckDB ${median(theirs).toFixed(0)} ms, ratio ${ratio.toFixed(2)} (${verdict} the budget of ${budgets[format]})`,
  );
  const difference = await different(table as Table, duckdb);
  if (difference !== undefined) console.log(`  DIFFERENT ROWS: ${difference}`);
  return difference === undefined ? ratio : undefined;
}

async function different(table: Table, duckdb: Duckdb): Promise<string | undefined> {
  const result = runQuery(bindQuery(checkKql, standardCatalog()), { now: 0n, tables: { table: () => table } }).table;
  const ours = encodeRows(result, 0, result.rowCount).map((row) => row.map((cell) => String(cell).replace(/\.\d+Z$/, 'Z')));
  return firstDifference(ours, await duckdb.rows(checkSql));
}

process.exitCode = await main();
