/** `parse` and `parse-where`: takes columns out of text by a pattern of literals and columns (kql-semantics 137-141). */
import type { ColumnSchema, Operator, ParsePart, ScalarType } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import { evaluate } from '../expressions/evaluate.ts';
import { conversion } from '../functions/conversions.ts';
import type { Expr } from '../plan/expr.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import { convertTo, planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid, unsupported } from '../queryError.ts';
import { ColumnBuilder } from '../table/builder.ts';
import { type Column, DictionaryColumn, missingValue, type PhysicalColumn } from '../table/column.ts';
import { selectionOfFlags } from '../table/selection.ts';
import { Table } from '../table/table.ts';
import type { Value } from '../values/value.ts';
import { parameterText } from './parameters.ts';
import { endsByItself, type ParsePattern, regexPattern, simplePattern } from './parsePattern.ts';

/** A part of the pattern with its literal known. */
export type PlannedPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'column'; readonly name: string; readonly type: ScalarType }
  | { readonly kind: 'skip' };

export interface ParseNode extends NodeBase {
  readonly op: 'parse';
  readonly input: PlanNode;
  readonly value: Expr;
  readonly kind: 'simple' | 'regex' | 'relaxed';
  readonly flags: string;
  readonly parts: readonly PlannedPart[];
  /** Drop the rows that do not match. */
  readonly where: boolean;
}

type ParseOperator = Extract<Operator, { kind: 'parse' | 'parse-where' }>;

export function planParse(operator: ParseOperator, input: PlanNode, scope: Scope): ParseNode {
  const row = scope.withRow(input);
  const value = convertTo(planExpression(operator.value, row), 'string', operator.value.span);
  const parts = operator.pattern.map((part) => plannedPart(part, row));
  const kind = parameterText(operator, 'kind') ?? 'simple';
  if (kind !== 'simple' && kind !== 'regex' && kind !== 'relaxed') throw invalid(`\`parse\` knows no kind \`${kind}\``, operator.span);
  if (kind !== 'regex') checkEnds(parts, operator);
  return {
    op: 'parse',
    input,
    value,
    kind,
    flags: parameterText(operator, 'flags') ?? '',
    parts,
    where: operator.kind === 'parse-where',
    columns: outputColumns(input, parts),
    serialized: input.serialized,
    span: operator.span,
  };
}

/** Where a column ends that no literal follows is known for numbers only. */
function checkEnds(parts: readonly PlannedPart[], operator: ParseOperator): void {
  const open = parts.findIndex((part, index) => part.kind === 'column' && parts[index + 1]?.kind === 'skip' && !endsByItself(part.type));
  const part = parts[open];
  if (part?.kind === 'column') throw unsupported(`\`*\` behind a column of type ${part.type} in \`parse\``, operator.pattern[open].span);
}

function plannedPart(part: ParsePart, scope: Scope): PlannedPart {
  if (part.kind === 'skip') return { kind: 'skip' };
  if (part.kind === 'column') return { kind: 'column', name: part.name, type: part.type };
  const text = planExpression(part.value, scope);
  if (text.kind !== 'constant' || typeof text.value !== 'string') throw invalid('A `parse` pattern takes constant text', part.span);
  return { kind: 'text', text: text.value };
}

/** A column that exists is replaced in place, the others come last. */
function outputColumns(input: PlanNode, parts: readonly PlannedPart[]): ColumnSchema[] {
  const parsed = parts.flatMap((part): ColumnSchema[] => (part.kind === 'column' ? [{ name: part.name, type: part.type }] : []));
  const columns: ColumnSchema[] = input.columns.map((column) => parsed.find((each) => each.name === column.name) ?? column);
  for (const each of parsed) if (!columns.some((column) => column.name === each.name)) columns.push(each);
  return columns;
}

export function executeParse(node: ParseNode, run: Execution): Table {
  const input = run.table(node.input);
  const text = evaluate(node.value, input, run);
  const pattern = run.refusing(node.span, () => (node.kind === 'regex' ? regexPattern(node.parts, node.flags) : simplePattern(node.parts)));
  const distinct = text.kind === 'dictionary' && text.values.length <= input.rowCount ? text.values : text;
  const parsed = parseColumn(distinct, node, pattern, run);
  const spread = (column: PhysicalColumn): PhysicalColumn =>
    distinct === text ? column : new DictionaryColumn((text as DictionaryColumn).codes, column as DictionaryColumn['values']);
  const columns = node.columns.map((column): Column => {
    const found = parsed.columns.get(column.name);
    return found ? spread(found) : input.needColumn(column.name);
  });
  const table = new Table(node.columns, columns, input.rowCount, { kind: 'same', input });
  if (!node.where) return table;
  const flags = new Uint8Array(input.rowCount);
  for (let row = 0; row < flags.length; row++) flags[row] = parsed.matched[distinct === text ? row : (text as DictionaryColumn).codes[row]];
  return table.select(selectionOfFlags(flags));
}

function parseColumn(text: PhysicalColumn, node: ParseNode, pattern: ParsePattern, run: Execution) {
  const wanted = node.parts.flatMap((part) => (part.kind === 'column' ? [part] : []));
  const builders = wanted.map((part) => new ColumnBuilder(part.type, text.length));
  const convert = wanted.map((part) => conversion('string', part.type) ?? ((value: Value) => value));
  const matched = new Uint8Array(text.length);
  const strict = node.kind === 'simple';
  for (let row = 0; row < text.length; row++) {
    if ((row & 0x3ff) === 0) run.guard.checkpoint(node.span);
    const found = pattern(text.get(row) as string);
    let values = found?.map((each, column): Value => (each === undefined ? null : convert[column](each)));
    // With the simple kind one column that cannot be converted fails them all.
    const failed = !values || (strict && values.some((value) => value === null));
    if (failed && (strict || !values)) values = undefined;
    matched[row] = failed ? 0 : 1;
    for (let column = 0; column < builders.length; column++)
      builders[column].set(row, values?.[column] ?? missingValue(wanted[column].type));
  }
  // A name that is parsed twice keeps its last value.
  const columns = new Map(builders.map((builder, column) => [wanted[column].name, builder.finish()]));
  return { columns, matched };
}
