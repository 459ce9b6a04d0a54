/**
 * `invoke FileProfile(hash, limit)`: each row with what is known of the file that its hash names, from a sample of the function's name; empty
 * where the sample does not know the file (https://learn.microsoft.com/defender-xdr/advanced-hunting-fileprofile-function). The limit is not
 * applied: which rows the service leaves out is not documented.
 */
import type { Call, ColumnSchema, FunctionSchema } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import type { PlanNode } from '../plan/plan.ts';
import { planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid, QueryError } from '../queryError.ts';
import type { PhysicalColumn } from '../table/column.ts';
import { selectColumn } from '../table/deferred.ts';
import { selectionOf } from '../table/selection.ts';
import type { Table } from '../table/table.ts';
import type { PluginNode } from './evaluate.ts';
import { reference } from './project.ts';
import type { ScanNode } from './scan.ts';

/** The columns of a profile that name its file. */
const hashColumns = ['SHA1', 'SHA256', 'MD5'] as const;

const usualLimit = 100;

export function planFileProfile(declared: FunctionSchema, call: Call, input: PlanNode, scope: Scope): PluginNode {
  const [hashArgument, limitArgument, surplus] = call.arguments;
  if (surplus) throw invalid('`FileProfile` takes a column with hashes and a limit', surplus.span);
  const hash = hashColumn(hashArgument, call, input);
  const limit = limitArgument
    ? scope.planTime.constant(planExpression(limitArgument, scope.withRow(undefined)), '`FileProfile`', limitArgument.span)
    : usualLimit;
  const profiles: ScanNode = { op: 'scan', table: declared.name, columns: declared.result ?? [], serialized: false, span: call.nameSpan };
  const known = new Set(input.columns.map(({ name }) => name));
  const added = profiles.columns.filter(({ name }) => !known.has(name));
  const note = `\`FileProfile\` looks up every row in its sample here, where the first row of a file counts, and keeps columns that the rows have already; the service looks up ${limit} at most`;
  if (!scope.planTime.assume(note))
    throw new QueryError('unsupported', `There is no place to say what differs from the service: ${note}`, call.span);
  return {
    op: 'plugin',
    input,
    exprs: [reference(hash)],
    others: [profiles],
    run: (rows, [hashes], [sample], run) => withProfiles(rows, hashes, sample, added, run),
    columns: [...input.columns, ...added],
    serialized: input.serialized,
    span: call.span,
  };
}

/** The column is written as a name or as a text. */
function hashColumn(argument: Call['arguments'][number] | undefined, call: Call, input: PlanNode): ColumnSchema {
  const name =
    argument === undefined
      ? hashColumns[0]
      : argument.kind === 'name'
        ? argument.name
        : argument.kind === 'literal' && argument.literal.type === 'string'
          ? argument.literal.value
          : undefined;
  const found = input.columns.find((column) => column.name === name);
  if (!found)
    throw invalid(
      name === undefined ? '`FileProfile` takes the name of a column' : `There is no column \`${name}\``,
      argument?.span ?? call.span,
    );
  if (found.type !== 'string') throw invalid(`\`FileProfile\` takes a column of hashes, not a ${found.type}`, argument?.span ?? call.span);
  return found;
}

function withProfiles(rows: Table, hashes: PhysicalColumn, sample: Table, added: readonly ColumnSchema[], run: Execution): Table {
  const profileOf = rowsByHash(sample, run);
  const found = new Int32Array(rows.rowCount);
  for (let row = 0; row < found.length; row++) {
    if ((row & 0xfff) === 0) run.guard.checkpoint();
    found[row] = profileOf.get(keyOf(hashes, row)) ?? -1;
  }
  const selection = selectionOf(found, found.includes(-1));
  const columns = added.map(({ name }) => selectColumn(sample.needColumn(name), selection));
  return rows.withColumns([...rows.schema, ...added], [...rows.columns, ...columns]);
}

/** The first profile that each hash names; hashes are the same in either case. */
function rowsByHash(sample: Table, run: Execution): ReadonlyMap<string, number> {
  const rows = new Map<string, number>();
  for (const name of hashColumns) {
    const hashes = sample.column(name)?.force();
    for (let row = 0; hashes && row < sample.rowCount; row++) {
      if ((row & 0xfff) === 0) run.guard.checkpoint();
      const key = keyOf(hashes, row);
      if (key !== '' && !rows.has(key)) rows.set(key, row);
    }
  }
  return rows;
}

function keyOf(hashes: PhysicalColumn, row: number): string {
  return String(hashes.get(row) ?? '').toLowerCase();
}
