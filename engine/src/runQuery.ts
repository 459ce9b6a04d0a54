/** The door to the engine. */
import type { BoundQuery, KqlDiagnostic, Span } from '@rulesmith/kql';
import type { QueryContext } from './context.ts';
import { Execution } from './execute.ts';
import { otherServiceRefusal } from './otherServices.ts';
import type { PlanNode, PlanStage } from './plan/plan.ts';
import { planQuery } from './plan/planQuery.ts';
import type { ProfileStep } from './profile.ts';
import { QueryError } from './queryError.ts';
import { checkBytes, checkRows, liftsLimits } from './resultLimits.ts';
import type { Table } from './table/table.ts';
import { encodeValue, type JsonValue } from './values/encode.ts';

export interface StageResult {
  /** The stage's text: the source, or one operator without its bar. */
  readonly text: string;
  readonly span: Span;
  readonly rowCount: number;
  readonly table: Table;
}

export interface QueryResult {
  readonly table: Table;
  /** The tables of further results: a query may have several (`a; b`, `fork`, `facet`). */
  readonly others: readonly Table[];
  /** What each operator did; empty unless asked for. */
  readonly profile: readonly ProfileStep[];
  /** The stages of the main pipeline; empty unless asked for. */
  readonly stages: readonly StageResult[];
}

/**
 * Runs `query`, synchronously. Throws a `QueryError` for everything that the query or its data cause: errors of the binder, constructs that
 * are not supported, missing tables, limits, cancelling.
 */
export function runQuery(query: BoundQuery, context: QueryContext): QueryResult {
  const fatal = query.diagnostics.find((item) => item.severity === 'error');
  if (fatal) throw otherServiceRefusal(query, fatal) ?? new QueryError('syntax', diagnosticText(fatal), fatal.span);
  const plan = planQuery(query, context);
  const run = new Execution(context, plan.root, ...plan.others);
  const [table, ...others] = [plan.root, ...plan.others].map((root) => resultOf(root, query, run));
  const profile = run.profiler?.steps(plan.root, run) ?? [];
  return { table, others, profile, stages: context.captureStages ? plan.stages.map((stage) => stageResult(stage, query.text, run)) : [] };
}

function resultOf(root: PlanNode, query: BoundQuery, run: Execution): Table {
  const table = run.table(root);
  const isLimited = !liftsLimits(query);
  if (isLimited) checkRows(table, run.guard);
  for (const column of table.columns) column.force();
  // Encoding refuses such values, which must be known before the first rows are out.
  if (run.hasOpaqueValues) run.refusing(root.span, () => encodeRows(table, 0, table.rowCount));
  if (isLimited) checkBytes(table, run.guard);
  return table;
}

function diagnosticText(diagnostic: KqlDiagnostic): string {
  return `${diagnostic.message} (${diagnostic.code})`;
}

function stageResult(stage: PlanStage, text: string, run: Execution): StageResult {
  const table = run.table(stage.node);
  return { text: text.slice(stage.span.start, stage.span.end), span: stage.span, rowCount: table.rowCount, table };
}

/** The rows `from` up to `to` (exclusive), values as Kusto's REST API encodes them; `stringifyJson` writes them. */
export function encodeRows(table: Table, from: number, to: number): JsonValue[][] {
  const columns = table.columns.map((column) => column.force());
  const end = Math.min(to, table.rowCount);
  const rows: JsonValue[][] = [];
  for (let row = Math.max(0, from); row < end; row++) rows.push(columns.map((column) => encodeValue(column.get(row), column.type)));
  return rows;
}
