/** `parse-kv`: columns from the `key=value` pairs in a text (kql-semantics 140). */
import type { ColumnSchema, Expression, Operator, TypedColumn } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import { evaluate } from '../expressions/evaluate.ts';
import { conversion } from '../functions/conversions.ts';
import type { Expr } from '../plan/expr.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import { convertTo, planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid, unsupported } from '../queryError.ts';
import { ColumnBuilder } from '../table/builder.ts';
import { type Column, DictionaryColumn, type FlatColumn, missingValue, type PhysicalColumn } from '../table/column.ts';
import { Table } from '../table/table.ts';
import type { Value } from '../values/value.ts';
import { type KeyValueReader, type KeyValueSyntax, keyValueReader } from './keyValues.ts';

export interface ParseKvNode extends NodeBase {
  readonly op: 'parse-kv';
  readonly input: PlanNode;
  readonly value: Expr;
  readonly keys: readonly TypedColumn[];
  readonly syntax: KeyValueSyntax;
}

type ParseKv = Extract<Operator, { kind: 'parse-kv' }>;

export function planParseKv(operator: ParseKv, input: PlanNode, scope: Scope): ParseKvNode {
  const value = convertTo(planExpression(operator.value, scope.withRow(input)), 'string', operator.value.span);
  return {
    op: 'parse-kv',
    input,
    value,
    keys: operator.columns,
    syntax: planSyntax(operator, scope),
    columns: outputColumns(operator, input),
    serialized: input.serialized,
    span: operator.span,
  };
}

function planSyntax(operator: ParseKv, scope: Scope): KeyValueSyntax {
  const constants = scope.withRow(undefined);
  const texts = (name: string): string[] =>
    operator.properties.filter((property) => property.name === name).map((property) => constantText(property.value, constants));
  const greedy = operator.properties.find((property) => property.name === 'greedy');
  const flag = greedy && planExpression(greedy.value, constants);
  if (flag && (flag.kind !== 'constant' || flag.type !== 'bool')) throw invalid('`greedy` is `true` or `false`', operator.span);
  return {
    pairDelimiter: texts('pair_delimiter')[0],
    kvDelimiter: texts('kv_delimiter')[0],
    quotes: texts('quote'),
    escapes: texts('escape'),
    greedy: flag?.kind === 'constant' && flag.value === true,
    regex: texts('regex')[0],
    span: operator.span,
  };
}

function constantText(node: Expression, scope: Scope): string {
  const text = planExpression(node, scope);
  if (text.kind !== 'constant' || typeof text.value !== 'string') throw invalid('`parse-kv` takes constant text here', node.span);
  return text.value;
}

/** The input's columns, then the keys. */
function outputColumns(operator: ParseKv, input: PlanNode): ColumnSchema[] {
  const clash = operator.columns.find((key) => input.columns.some((column) => column.name === key.name));
  if (clash) throw unsupported(`\`parse-kv\` of \`${clash.name}\`, which the input has already,`, clash.span);
  return [...input.columns, ...operator.columns.map(({ name, type }) => ({ name, type }))];
}

export function executeParseKv(node: ParseKvNode, run: Execution): Table {
  const input = run.table(node.input);
  const text = evaluate(node.value, input, run);
  const names = new Set(node.keys.map((key) => key.name));
  const reader = run.refusing(node.span, () => keyValueReader(node.syntax, names));
  const spread = text.kind === 'dictionary' && text.values.length <= input.rowCount ? text : undefined;
  const parsed = readKeys(spread?.values ?? text, node, reader, run);
  const columns = node.columns.map((column): Column => {
    const found = parsed.get(column.name);
    if (!found) return input.needColumn(column.name);
    return spread ? new DictionaryColumn(spread.codes, found) : found;
  });
  return new Table(node.columns, columns, input.rowCount, { kind: 'same', input });
}

function readKeys(text: PhysicalColumn, node: ParseKvNode, read: KeyValueReader, run: Execution): Map<string, FlatColumn> {
  const builders = node.keys.map((key) => new ColumnBuilder(key.type, text.length));
  const converters = node.keys.map((key) => conversion('string', key.type) ?? ((): Value => null));
  for (let row = 0; row < text.length; row++) {
    if ((row & 0x3ff) === 0) run.guard.checkpoint(node.span);
    const found = read(text.get(row) as string);
    node.keys.forEach((key, position) => {
      const value = found.get(key.name);
      builders[position].set(row, (value === undefined ? null : converters[position](value)) ?? missingValue(key.type));
    });
  }
  return new Map(node.keys.map((key, position) => [key.name, builders[position].finish()]));
}
