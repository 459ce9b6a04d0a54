import { formatInstant } from '@rulesmith/engine';
import type { AlertSummary, RuleIdentity, RunFailure, RunOutcome, RunSummary, SampleSummary, StageSummary } from '@rulesmith/protocol';
import type { CompletedRun, FailedRun, RuleDocument, RuleRun } from '@rulesmith/rules';
import type { RunJob } from '../worker/messages.ts';
import { LineIndex } from './lineIndex.ts';

/** A run as the protocol tells it: instants as text, places as lines and characters of the file. `memoryBytes` is what it took. */
export function toRunOutcome(job: RunJob, document: RuleDocument, run: RuleRun, memoryBytes: number): RunOutcome {
  const lines = new LineIndex(document.text);
  return run.kind === 'failed' ? toFailure(job, document, run, lines) : toSummary(job, document, run, { lines, memoryBytes });
}

/** What the client told of the rule, with what its text says. */
function identityOf({ rule }: RunJob, { rule: { id, name } }: RuleDocument): RuleIdentity {
  return { ...rule, ...(id === undefined ? {} : { id: id.value }), ...(name === undefined ? {} : { name: name.value }) };
}

function toFailure(job: RunJob, document: RuleDocument, run: FailedRun, lines: LineIndex): RunFailure {
  const { reason: kind, message, remedy, query, span, searched } = run;
  return {
    kind,
    runId: job.runId,
    rule: identityOf(job, document),
    message,
    ...(remedy === undefined ? {} : { remedy }),
    ...(query === undefined || span === undefined ? {} : { range: lines.range(query.toSource(span)) }),
    ...(searched === undefined ? {} : { searched }),
  };
}

function toSummary(
  job: RunJob,
  document: RuleDocument,
  run: CompletedRun,
  { lines, memoryBytes }: { readonly lines: LineIndex; readonly memoryBytes: number },
): RunSummary {
  return {
    kind: 'completed',
    runId: job.runId,
    rule: identityOf(job, document),
    verdict: { fires: run.verdict.fires, text: run.verdict.text },
    now: formatInstant(run.now),
    window: { from: formatInstant(run.window.from), to: formatInstant(run.window.to) },
    samples: run.samples.map(toSample),
    columns: run.result.schema.map(({ name: column, type }) => ({ name: column, type })),
    rowCount: run.result.rowCount,
    stages: run.stages.map(
      (stage): StageSummary => ({ text: stage.text, range: lines.range(run.query.toSource(stage.span)), rows: stage.rowCount }),
    ),
    alerts: run.alerts.map(toAlert),
    timings: run.timings,
    memoryBytes,
    notes: run.notes,
  };
}

function toSample(sample: CompletedRun['samples'][number]): SampleSummary {
  const { table, path, format, rows, skipped, firstSkipped, outsideWindow } = sample;
  return { table, path, format, rows, skipped, firstSkipped: firstSkipped.map(({ line, reason }) => ({ line, reason })), outsideWindow };
}

function toAlert({ rowIndices, ...alert }: CompletedRun['alerts'][number]): AlertSummary {
  return { ...alert, rows: rowIndices.length };
}
