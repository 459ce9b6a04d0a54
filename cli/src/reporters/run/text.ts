/** A run for a person: the samples, the verdict, the rows, the alerts. */
import { formatInstant } from '@rulesmith/engine';
import type { CompletedRun } from '@rulesmith/rules';
import { cutToWidth, padToWidth, plainText } from '../../plainText.ts';
import { gridReporter } from '../table/grid.ts';
import type { RunReport } from './index.ts';

/** Alerts and entities beyond these are counted, not shown. */
const shownAlerts = 10;
const shownEntities = 10;

export function* runText(report: RunReport, width: number | undefined): Iterable<string> {
  const { run, rule, path } = report;
  yield `${plainText(rule.name?.value ?? path)}\n`;
  yield `window  ${formatInstant(run.window.from)} to ${formatInstant(run.window.to)}\n`;
  for (const sample of run.samples) yield `sample  ${sampleText(sample)}\n`;
  if (report.showStages) yield* stageTexts(run);
  yield `\n${run.verdict.text}\n\n`;
  if (run.result.rowCount > 0) {
    yield* gridReporter({ table: run.result, limit: report.limit }, width);
    yield '\n';
  }
  yield* alertTexts(run);
  for (const note of run.notes) yield `note: ${plainText(note)}\n`;
  const { loadMs, queryMs } = run.timings;
  yield `loaded in ${Math.round(loadMs)} ms, ran in ${Math.round(queryMs)} ms\n`;
}

function sampleText({ table, path, format, rows, skipped, outsideWindow }: CompletedRun['samples'][number]): string {
  const more = [
    `${format}, ${rows} ${rows === 1 ? 'row' : 'rows'}`,
    ...(skipped > 0 ? [`${skipped} could not be read`] : []),
    `${outsideWindow} outside the window`,
  ];
  return `${table} from ${plainText(path)} (${more.join(', ')})`;
}

function* stageTexts({ stages }: CompletedRun): Iterable<string> {
  const width = Math.max(4, ...stages.map((stage) => String(stage.rowCount).length));
  yield '\nrows passed on by each stage\n';
  for (const stage of stages)
    yield `${String(stage.rowCount).padStart(width)}  ${cutToWidth(plainText(stage.text.replace(/\s+/g, ' ')), 100)}\n`;
}

function* alertTexts({ alerts }: CompletedRun): Iterable<string> {
  if (alerts.length === 0) return;
  yield `${alerts.length} ${alerts.length === 1 ? 'alert' : 'alerts'}\n`;
  for (const alert of alerts.slice(0, shownAlerts)) {
    const labels = [alert.severity, ...alert.tactics, ...alert.techniques].map(plainText).join(', ');
    yield `  ${plainText(alert.title)} (${labels})\n`;
    const widest = Math.max(0, ...alert.entities.map((entity) => entity.type.length));
    for (const entity of alert.entities.slice(0, shownEntities))
      yield `    ${padToWidth(plainText(entity.type), widest)}  ${identifiersText(entity.identifiers)}\n`;
    if (alert.entities.length > shownEntities) yield `    … and ${alert.entities.length - shownEntities} more entities\n`;
    for (const [name, values] of Object.entries(alert.customDetails)) yield `    ${plainText(name)}: ${plainText(values.join(', '))}\n`;
  }
  if (alerts.length > shownAlerts) yield `  … and ${alerts.length - shownAlerts} more alerts\n`;
  yield '\n';
}

function identifiersText(identifiers: Readonly<Record<string, string>>): string {
  return Object.entries(identifiers)
    .map(([name, value]) => `${name}=${plainText(value)}`)
    .join(' ');
}
