/**
 * Queries of many shapes over loaded tables, against DuckDB: `node bench/shapes.bench.ts [--rows N] [--seed N] [--only NAME] [--update]
 * [--within RATIO]`.
 *
 * Both engines hold the same rows and must give the same result. Each ratio's budget is 1; what misses it is named. Exit code 1 where a result
 * differs, or where a ratio is over its budget and got worse than `baseline.json` by half; with `--within`, where one is over that.
 */
import { encodeRows, runQuery, type Table } from '@rulesmith/engine';
import { bindQuery, standardCatalog } from '@rulesmith/kql';
import { benchFile } from './benchData.ts';
import { firstDifference } from './compareRows.ts';
import { type Duckdb, loadSql, openDuckdb, type Row } from './duckdb.ts';
import { loadLog } from './loadLog.ts';
import { median, time } from './measure.ts';
import { benchOptions, isTooLarge, keepRatios, keptRatios } from './options.ts';
import { type Shape, shapes } from './shapes.ts';

const budget = 1;
const repeats = 5;
const tolerance = 1.5;

interface Measured {
  readonly shape: Shape;
  readonly ratio: number;
  readonly difference: string | undefined;
}

async function main(): Promise<number> {
  const { rows, seed, only, update, within } = benchOptions();
  const file = benchFile(rows, seed);
  const duckdb = await openDuckdb();
  await duckdb.run(loadSql(file.path));
  const { table } = await loadLog(file.path);
  const chosen = shapes.filter(({ name }) => only === undefined || name.includes(only));
  const measured: Measured[] = [];
  for (const shape of chosen) measured.push(await measure(shape, table, duckdb));
  duckdb.close();
  return judge(measured, within, update);
}

async function measure(shape: Shape, table: Table, duckdb: Duckdb): Promise<Measured> {
  const query = bindQuery(shape.kql, standardCatalog());
  const run = (): Table => runQuery(query, { now: 0n, tables: { table: () => table } }).table;
  run();
  const ours = Array.from({ length: repeats }, () => time(run));
  let theirRows: readonly Row[] = await duckdb.rows(shape.sql);
  const theirs: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const started = performance.now();
    theirRows = await duckdb.rows(shape.sql);
    theirs.push(performance.now() - started);
  }
  const ourMs = median(ours.map(({ ms }) => ms));
  const theirMs = median(theirs);
  const result = ours[0]?.result ?? table;
  const difference = firstDifference(encodeRows(result, 0, result.rowCount), theirRows);
  const ratio = ourMs / theirMs;
  const verdict = difference !== undefined ? 'DIFFERENT RESULT' : ratio <= budget ? '' : 'OVER';
  console.log(
    `${shape.name.padEnd(28)} ${ourMs.toFixed(1).padStart(8)} ms, DuckDB ${theirMs.toFixed(1).padStart(8)} ms, ratio ${ratio.toFixed(2)} ${verdict}`,
  );
  if (difference !== undefined) console.log(difference);
  return { shape, ratio, difference };
}

function judge(measured: readonly Measured[], within: number | undefined, update: boolean): number {
  if (measured.some(({ difference }) => difference !== undefined)) return 1;
  if (update) {
    keepRatios('shapes', Object.fromEntries(measured.map(({ shape, ratio }) => [shape.name, ratio])));
    return 0;
  }
  const kept = keptRatios('shapes');
  const worse = measured.filter(({ shape, ratio }) => isTooLarge(ratio, budget, kept[shape.name], tolerance, within));
  for (const { shape, ratio } of worse) console.log(`${shape.name} is too slow: ${ratio.toFixed(2)} of DuckDB's time`);
  return worse.length > 0 ? 1 : 0;
}

process.exitCode = await main();
