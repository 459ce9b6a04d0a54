/** A run as one JSON object, in the form that the README promises to other tools. */
import { formatInstant, type JsonValue, stringifyJson } from '@rulesmith/engine';
import type { CompletedRun } from '@rulesmith/rules';
import { positionAt } from '../../codeFrame.ts';
import { columnsJson, rowsJson } from '../table/json.ts';
import type { RunReport } from './index.ts';

export function* runJson(report: RunReport): Iterable<string> {
  const { run, rule, path } = report;
  const head: { [key: string]: JsonValue } = {
    rule: { id: rule.id?.value ?? null, name: rule.name?.value ?? null, path },
    now: formatInstant(run.now),
    window: { from: formatInstant(run.window.from), to: formatInstant(run.window.to) },
    samples: run.samples.map(({ table, path: file, format, rows, skipped, outsideWindow }) => ({
      table,
      path: file,
      format,
      rows,
      skipped,
      outsideWindow,
    })),
  };
  yield stringifyJson(head).slice(0, -1);
  yield `,"columns":${columnsJson(run.result)},"rows":`;
  yield* rowsJson({ table: run.result, limit: report.limit });
  const tail: { [key: string]: JsonValue } = {
    triggered: run.verdict.fires,
    verdict: run.verdict.text,
    alerts: run.alerts.map(alertJson),
    ...(report.showStages ? { stages: stagesJson(report) } : {}),
    notes: [...run.notes],
    timings: { loadMs: rounded(run.timings.loadMs), queryMs: rounded(run.timings.queryMs), totalMs: rounded(run.timings.totalMs) },
    peakMemoryBytes: report.peakMemoryBytes,
  };
  yield `,${stringifyJson(tail).slice(1)}\n`;
}

function alertJson(alert: CompletedRun['alerts'][number]): JsonValue {
  return {
    title: alert.title,
    description: alert.description,
    severity: alert.severity,
    tactics: [...alert.tactics],
    techniques: [...alert.techniques],
    entities: alert.entities.map(({ type, identifiers }) => ({ type, identifiers: { ...identifiers } })),
    customDetails: Object.fromEntries(Object.entries(alert.customDetails).map(([name, values]) => [name, [...values]])),
    rows: alert.rowIndices.length,
  };
}

/** Lines are those of the rule's file. */
function stagesJson({ run, text }: RunReport): JsonValue {
  return run.stages.map((stage) => ({
    text: stage.text,
    line: positionAt(text, run.query.toSource(stage.span).start).line,
    rows: stage.rowCount,
  }));
}

function rounded(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
