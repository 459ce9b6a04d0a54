/** The alerts of a run that fires: how many, and what each says. */
import type { Table } from '@rulesmith/engine';
import { tactics } from '../facts/mitre.ts';
import type { AlertDetailsOverride, RuleView } from '../ruleView.ts';
import { cutToBytes, descriptionLimit, fillTemplate, templateColumns, titleLimit } from './alertText.ts';
import { cellText } from './cellText.ts';
import { customDetailsOf } from './customDetails.ts';
import { type AlertEntity, entitiesOf } from './entities.ts';
import { isNearRealTime } from './trigger.ts';

export interface SimulatedAlert {
  readonly title: string;
  readonly description: string;
  readonly severity: string;
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
  readonly entities: readonly AlertEntity[];
  readonly customDetails: Readonly<Record<string, readonly string[]>>;
  /** The rows of the result that the alert stands for. */
  readonly rowIndices: readonly number[];
}

export interface SimulatedAlerts {
  readonly alerts: readonly SimulatedAlert[];
  readonly notes: readonly string[];
}

/** The most alerts of one run with an alert for each row; the last of them then stands for all rows. */
const mostAlerts = 150;
const mostNrtAlerts = 30;

/** The alerts for a result that fires. */
export function alertsFor(rule: RuleView, table: Table): SimulatedAlerts {
  const notes = new Set<string>();
  const groups = rowGroups(rule, table.rowCount, notes);
  for (const note of templateNotes(rule, table)) notes.add(note);
  const alerts = groups.map((rows) => alertFor(rule, table, rows, notes));
  return { alerts, notes: [...notes] };
}

function rowGroups(rule: RuleView, rowCount: number, notes: Set<string>): readonly (readonly number[])[] {
  const all = Array.from({ length: rowCount }, (_, row) => row);
  const isPerRow = rule.eventGroupingSettings?.value.aggregationKind?.value.toLowerCase() === 'alertperresult';
  if (!isPerRow || rowCount === 0) return [all];
  const most = isNearRealTime(rule) ? mostNrtAlerts : mostAlerts;
  if (rowCount <= most) return all.map((row) => [row]);
  notes.add(`A run raises at most ${most} alerts: the last one stands for all ${rowCount} rows`);
  return [...all.slice(0, most - 1).map((row) => [row]), all];
}

function alertFor(rule: RuleView, table: Table, rows: readonly number[], notes: Set<string>): SimulatedAlert {
  const override = rule.alertDetailsOverride?.value;
  const row = rows[0];
  const entities = entitiesOf(rule, table, rows);
  const details = customDetailsOf(rule, table, rows);
  for (const note of [...entities.notes, ...details.notes]) notes.add(note);
  return {
    title: cutToBytes(overridden(override?.alertDisplayNameFormat?.value, table, row) ?? rule.name?.value ?? '', titleLimit),
    description: cutToBytes(
      overridden(override?.alertDescriptionFormat?.value, table, row) ?? rule.description?.value.trim() ?? '',
      descriptionLimit,
    ),
    severity: severityOf(rule, override, table, row),
    tactics: tacticsOf(rule, override, table, row),
    techniques: techniquesOf(rule, override, table, row),
    entities: entities.entities,
    customDetails: details.values,
    rowIndices: rows,
  };
}

function overridden(template: string | undefined, table: Table, row: number | undefined): string | undefined {
  return template === undefined || template.trim() === '' ? undefined : fillTemplate(template, table, row);
}

const severities: ReadonlyMap<string, string> = new Map(
  ['Informational', 'Low', 'Medium', 'High'].map((severity) => [severity.toLowerCase(), severity]),
);

function severityOf(rule: RuleView, override: AlertDetailsOverride | undefined, table: Table, row: number | undefined): string {
  const column = override?.alertSeverityColumnName?.value;
  const own = rule.severity?.value ?? 'Medium';
  if (column === undefined || row === undefined) return own;
  return severities.get(cellText(table, column, row).trim().toLowerCase()) ?? own;
}

function tacticsOf(rule: RuleView, override: AlertDetailsOverride | undefined, table: Table, row: number | undefined): readonly string[] {
  const own = rule.tactics.map((tactic) => tactic.value);
  const column = override?.alertTacticsColumnName?.value;
  if (column === undefined || row === undefined) return own;
  const listed = listedNames(cellText(table, column, row));
  return listed.length > 0 && listed.every((name) => tactics.has(name)) ? listed : own;
}

function techniquesOf(
  rule: RuleView,
  override: AlertDetailsOverride | undefined,
  table: Table,
  row: number | undefined,
): readonly string[] {
  const own = rule.relevantTechniques.map((technique) => technique.value);
  const column = override?.alertDynamicProperties.find((property) => property.alertProperty.value === 'Techniques')?.column.value;
  if (column === undefined || row === undefined) return own;
  const listed = listedNames(cellText(table, column, row));
  return listed.length > 0 && listed.every((id) => /^T\d{4}(?:\.\d{3})?$/.test(id)) ? listed : own;
}

/** A comma list, or a JSON array of texts. */
function listedNames(text: string): string[] {
  return text
    .replace(/^\[|\]$/g, '')
    .split(',')
    .map((name) => name.trim().replace(/^"|"$/g, ''))
    .filter((name) => name !== '');
}

function templateNotes(rule: RuleView, table: Table): string[] {
  const override = rule.alertDetailsOverride?.value;
  const templates = [override?.alertDisplayNameFormat?.value, override?.alertDescriptionFormat?.value];
  const missing = templates.flatMap((template) => templateColumns(template ?? '')).filter((column) => table.column(column) === undefined);
  return [...new Set(missing)].map(
    (column) => `The alert's text names \`{{${column}}}\`, which the query does not return: the rule's own text is used`,
  );
}
