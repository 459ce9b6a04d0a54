/**
 * How the cost of queries grows: each shape over `--rows` rows (1,000,000) and over a tenth of them. Ten times the rows may take at most eleven
 * times the time; what takes longer is named. Exit code 1 where a factor is over `--within`, or over eleven by a half (times of some
 * milliseconds are mostly noise).
 */
import { runQuery, type Table } from '@rulesmith/engine';
import { bindQuery, standardCatalog } from '@rulesmith/kql';
import { benchFile } from './benchData.ts';
import { loadLog } from './loadLog.ts';
import { median, time } from './measure.ts';
import { benchOptions } from './options.ts';
import { shapes } from './shapes.ts';

const budget = 11;
const noise = 1.5;
const repeats = 5;

async function main(): Promise<number> {
  const { rows, seed, only, within = budget * noise } = benchOptions();
  const small = (await loadLog(benchFile(rows / 10, seed).path)).table;
  const large = (await loadLog(benchFile(rows, seed).path)).table;
  let failures = 0;
  for (const { name, kql } of shapes.filter((shape) => only === undefined || shape.name.includes(only))) {
    const [few, many] = [measure(kql, small), measure(kql, large)];
    const factor = many / few;
    const verdict = factor <= budget ? '' : 'OVER';
    console.log(
      `${name.padEnd(28)} ${few.toFixed(1).padStart(8)} ms, ten times the rows ${many.toFixed(1).padStart(8)} ms, factor ${factor.toFixed(1)} ${verdict}`,
    );
    if (factor > within) failures++;
  }
  return failures > 0 ? 1 : 0;
}

function measure(kql: string, table: Table): number {
  const query = bindQuery(kql, standardCatalog());
  const run = (): Table => runQuery(query, { now: 0n, tables: { table: () => table } }).table;
  for (let warmUp = 0; warmUp < 3; warmUp++) run();
  return median(Array.from({ length: repeats }, () => time(run).ms));
}

process.exitCode = await main();
