/**
 * Queries of many shapes over loaded tables, against DuckDB: `node bench/shapes.bench.ts [--rows N] [--seed N] [--only NAME] [--update]
 * [--within RATIO]`.
 *
 * Both engines hold the same rows and must give the same result. Each ratio's budget is 1; what misses it is named. Exit code 1 where a result
 * differs, or where a ratio is over its budget and got worse than `baseline.json` by half; with `--within`, where one is over that.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { encodeRows, readLog, runQuery, type Table } from '@rulesmith/engine';
import { bindQuery, standardCatalog } from '@rulesmith/kql';
import { benchFile } from './benchData.ts';
import { firstDifference } from './compareRows.ts';
import { type Duckdb, loadSql, openDuckdb, type Row } from './duckdb.ts';
import { median, time } from './measure.ts';
import { type Shape, shapes } from './shapes.ts';

const budget = 1;
const baselinePath = resolve(import.meta.dirname, 'baseline.json');
const repeats = 5;
const tolerance = 1.5;

interface Measured {
  readonly shape: Shape;
  readonly ratio: number;
  readonly difference: string | undefined;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '7' },
      only: { type: 'string' },
      update: { type: 'boolean', default: false },
      within: { type: 'string' },
    },
  });
  const file = benchFile(Number(values.rows), Number(values.seed));
  const duckdb = await openDuckdb();
  await duckdb.run(loadSql(file.path));
  const schema = standardCatalog().tables.get('W3CIISLog');
  const { table } = readLog({ path: file.path, bytes: readFileSync(file.path) }, schema === undefined ? {} : { schema });
  const chosen = shapes.filter(({ name }) => values.only === undefined || name.includes(values.only));
  const measured: Measured[] = [];
  for (const shape of chosen) measured.push(await measure(shape, table, duckdb));
  duckdb.close();
  return judge(measured, values.within === undefined ? undefined : Number(values.within), values.update);
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
  const differing = measured.filter(({ difference }) => difference !== undefined);
  const kept = JSON.parse(readFileSync(baselinePath, 'utf8')) as { readonly shapes?: Readonly<Record<string, number>> };
  if (differing.length > 0) return 1;
  if (update) {
    const ratios = Object.fromEntries(measured.map(({ shape, ratio }) => [shape.name, Number(ratio.toFixed(2))]));
    writeFileSync(baselinePath, `${JSON.stringify({ ...kept, shapes: { ...kept.shapes, ...ratios } }, undefined, 2)}\n`);
    return 0;
  }
  const limitOf = ({ shape }: Measured): number => within ?? Math.max(budget, (kept.shapes?.[shape.name] ?? 0) * tolerance);
  const worse = measured.filter((each) => each.ratio > limitOf(each));
  for (const { shape, ratio } of worse) console.log(`${shape.name} is too slow: ${ratio.toFixed(2)} of DuckDB's time`);
  return worse.length > 0 ? 1 : 0;
}

process.exitCode = await main();
