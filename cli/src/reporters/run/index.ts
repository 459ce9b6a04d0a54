import type { CompletedRun, RuleView } from '@rulesmith/rules';
import { csvReporter } from '../table/csv.ts';
import { ndjsonReporter } from '../table/ndjson.ts';
import { runJson } from './json.ts';
import { runText } from './text.ts';

/** A run with what its output needs besides. */
export interface RunReport {
  readonly run: CompletedRun;
  readonly rule: RuleView;
  /** The text of its file. */
  readonly text: string;
  /** The rule's path as the user gave it. */
  readonly path: string;
  /** The most rows to print. */
  readonly limit: number;
  readonly showStages: boolean;
  readonly peakMemoryBytes: number;
}

/** Prints a run; `width` is that of the terminal, undefined where there is none. */
export type RunReporter = (report: RunReport, width: number | undefined) => Iterable<string>;

/** By the value of `--format`. The row formats print the rows alone. */
export const runReporters: Readonly<Record<'table' | 'json' | 'ndjson' | 'csv', RunReporter>> = {
  table: runText,
  json: runJson,
  ndjson: ({ run, limit }) => ndjsonReporter({ table: run.result, limit }),
  csv: ({ run, limit }) => csvReporter({ table: run.result, limit }),
};
