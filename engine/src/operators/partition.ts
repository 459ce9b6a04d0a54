/** `partition by`: a subquery over the rows of each key, the results one after the other (kql-semantics 157). */
import type { Expression, Operator } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import { planExpression } from '../plan/planExpression.ts';
import { planSubquery } from '../plan/planSubquery.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid, unsupported } from '../queryError.ts';
import { columnOf } from '../table/builder.ts';
import type { Column } from '../table/column.ts';
import { selectionOf } from '../table/selection.ts';
import { Table } from '../table/table.ts';
import { groupRows } from './grouping.ts';
import { concatColumns } from './joinKeys.ts';
import { type ContextTableNode, contextTableNode } from './values.ts';

export interface PartitionNode extends NodeBase {
  readonly op: 'partition';
  readonly input: PlanNode;
  readonly key: string;
  /** Stands for the rows of one key, and for that key alone as a row of one column. */
  readonly rows: ContextTableNode;
  readonly keyRow: ContextTableNode;
  readonly body: PlanNode;
  /** How many keys there may be at most; undefined for any number. */
  readonly mostKeys: number | undefined;
}

type Partition = Extract<Operator, { kind: 'partition' }>;

/** Kusto's limit for its oldest strategy, which is the default. */
const legacyKeys = 64;

export function planPartition(operator: Partition, input: PlanNode, scope: Scope): PartitionNode {
  const key = planExpression(operator.by, scope.withRow(input));
  if (key.kind !== 'column') throw invalid('`partition by` takes a column', operator.by.span);
  if (key.type === 'dynamic') throw invalid('`partition by` a dynamic value needs a type: `tostring(…)`', operator.by.span);
  if (!operator.body) throw invalid('`partition` needs a subquery', operator.span);
  const strategy = planStrategy(operator);
  const rows = contextTableNode(input.columns, input.serialized, operator.span);
  const keyRow = contextTableNode([{ name: key.name, type: key.type }], false, operator.span);
  const inner = scope.withRow(undefined).with(key.name, { kind: 'scalar', expr: { kind: 'subquery', type: key.type, plan: keyRow } });
  if (strategy !== 'legacy') checkOperators(operator.body, strategy);
  const body = planSubquery(operator.body, rows, inner);
  // The order of the parts is the engine's own; beside rows that are in order it would pass for part of that order.
  if (strategy !== 'legacy' && body.serialized) throw unsupported(`\`partition hint.strategy=${strategy}\` of ordered rows`, operator.span);
  return {
    op: 'partition',
    input,
    key: key.name,
    rows,
    keyRow,
    body,
    mostKeys: strategy === 'legacy' ? legacyKeys : undefined,
    columns: body.columns,
    serialized: false,
    span: operator.span,
  };
}

type Strategy = 'legacy' | 'native' | 'shuffle';

function planStrategy(operator: Partition): Strategy {
  const value = operator.parameters.find((item) => item.name === 'hint.strategy')?.value;
  if (!value) return operator.parameters.some((item) => item.name === 'hint.shufflekey') ? 'shuffle' : 'legacy';
  const text = value.kind === 'name' ? value.name : value.kind === 'literal' && value.literal.type === 'string' ? value.literal.value : '';
  if (text === 'legacy' || text === 'native' || text === 'shuffle') return text;
  throw invalid(`\`partition\` knows no strategy \`${text}\``, value.span);
}

/** What Kusto runs inside a partition only with its oldest strategy. */
const legacyOnly: ReadonlySet<string> = new Set(['join', 'lookup', 'union', 'evaluate', 'fork', 'facet', 'invoke', 'partition', 'find']);

function checkOperators(body: Expression, strategy: Strategy): void {
  for (let node = body; node.kind === 'pipe' || node.kind === 'operator-source'; ) {
    if (legacyOnly.has(node.operator.kind))
      throw unsupported(`\`${node.operator.keyword}\` in \`partition hint.strategy=${strategy}\``, node.operator.span);
    if (node.kind === 'operator-source') return;
    node = node.source;
  }
}

export function executePartition(node: PartitionNode, run: Execution): Table {
  const input = run.table(node.input);
  const key = input.needColumn(node.key);
  const groups = groupRows([key], input.rowCount, run);
  if (node.mostKeys !== undefined && groups.count > node.mostKeys)
    throw invalid(`\`partition\` takes at most ${node.mostKeys} keys: write \`hint.strategy=native\``, node.span);
  const members = rowsOfGroups(groups.groupOf, groups.count);
  const parts: Table[] = [];
  let total = 0;
  for (let group = 0; group < groups.count; group++) {
    run.guard.checkpoint(node.span);
    const rows = input.select(selectionOf(members[group]));
    const part = partOf(node, rows, groups.firstRows[group], key, run);
    total += part.rowCount;
    run.guard.checkRows(total, 'partition', node.span);
    parts.push(part);
  }
  return joined(node, parts, total);
}

function partOf(node: PartitionNode, rows: Table, firstRow: number, key: Column, run: Execution): Table {
  const keyRow = new Table(node.keyRow.columns, [columnOf(key.type, [key.force().get(firstRow)])], 1);
  const outer = run.contextTables.get(node.keyRow.key);
  run.contextTables.set(node.keyRow.key, keyRow);
  try {
    return run.tableWithin(node.body, node.rows.key, rows);
  } finally {
    if (outer) run.contextTables.set(node.keyRow.key, outer);
    else run.contextTables.delete(node.keyRow.key);
  }
}

function rowsOfGroups(groupOf: Int32Array, count: number): Int32Array[] {
  const sizes = new Int32Array(count);
  for (let row = 0; row < groupOf.length; row++) sizes[groupOf[row]]++;
  const members = Array.from(sizes, (size) => new Int32Array(size));
  const filled = new Int32Array(count);
  for (let row = 0; row < groupOf.length; row++) members[groupOf[row]][filled[groupOf[row]]++] = row;
  return members;
}

function joined(node: PartitionNode, parts: readonly Table[], rowCount: number): Table {
  const filled = parts.filter((part) => part.rowCount > 0);
  const columns = node.columns.map((column) =>
    filled.length === 0
      ? columnOf(column.type, [])
      : concatColumns(
          filled.map((part) => part.needColumn(column.name)),
          column.type,
        ),
  );
  return new Table(node.columns, columns, rowCount, { kind: 'concat', inputs: filled });
}
