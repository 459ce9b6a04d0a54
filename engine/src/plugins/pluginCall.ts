/** One call of a plugin: its arguments by parameter, and what they are when planned. */
import type { Call, ColumnSchema, EvaluateSchema, Expression, KqlType, Span } from '@rulesmith/kql';
import { conversion } from '../functions/conversions.ts';
import type { Expr } from '../plan/expr.ts';
import type { PlanNode } from '../plan/plan.ts';
import { planExpression } from '../plan/planExpression.ts';
import { planTable } from '../plan/planTable.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid, QueryError, unsupported } from '../queryError.ts';
import type { Table } from '../table/table.ts';
import type { Value } from '../values/value.ts';

export interface TypedValue {
  readonly type: KqlType;
  readonly value: Value;
}

export class PluginCall {
  readonly name: string;
  readonly input: PlanNode;
  readonly span: Span;
  /** The columns written behind the call, `: (a: string)`; undefined where there are none. */
  readonly schema: EvaluateSchema | undefined;
  readonly #scope: Scope;
  readonly #arguments = new Map<string, readonly Expression[]>();

  constructor(call: Call, parameters: readonly string[], input: PlanNode, scope: Scope, schema: EvaluateSchema | undefined) {
    this.name = call.name;
    this.input = input;
    this.span = call.span;
    this.schema = schema;
    this.#scope = scope;
    this.#assign(call, parameters);
  }

  #assign(call: Call, parameters: readonly string[]): void {
    const names = parameters.map((name) => name.replace(/=?…$/, ''));
    const takesAnyName = parameters.at(-1)?.endsWith('=…') === true;
    let position = 0;
    for (const argument of call.arguments) {
      const written = argument.kind === 'named' && argument.names.length === 1 ? argument.names[0].text : undefined;
      const named = written === undefined ? undefined : names.find((name) => name.toLowerCase() === written.toLowerCase());
      const keepsName = takesAnyName && named === undefined && position === parameters.length - 1;
      if (written !== undefined && named === undefined && !keepsName)
        throw invalid(`\`${this.name}\` has no parameter \`${written}\``, argument.span);
      const isRest = parameters[position]?.endsWith('…') === true;
      const name = named ?? names[position];
      if (name === undefined) throw invalid(`\`${this.name}\` takes at most ${names.length} arguments`, argument.span);
      if (named === undefined && !isRest) position++;
      const value = argument.kind === 'named' && !keepsName ? argument.value : argument;
      this.#arguments.set(name, [...(this.#arguments.get(name) ?? []), value]);
    }
  }

  has(parameter: string): boolean {
    return this.#arguments.has(parameter);
  }

  /** All arguments of a parameter that takes several. */
  all(parameter: string): readonly Expression[] {
    return this.#arguments.get(parameter) ?? [];
  }

  /** The argument as it is written. Throws where it is missing. */
  syntax(parameter: string): Expression {
    const found = this.all(parameter)[0];
    if (found === undefined) throw invalid(`\`${this.name}\` needs an argument for \`${parameter}\``, this.span);
    return found;
  }

  /** The argument as an expression over the rows of the input. */
  expression(parameter: string): Expr {
    return this.expressionOf(this.syntax(parameter));
  }

  expressionOf(argument: Expression): Expr {
    return planExpression(argument, this.#scope.withRow(this.input));
  }

  /** The argument as a column of the input. Throws where it is anything else. */
  column(parameter: string): ColumnSchema {
    return this.columnOf(this.syntax(parameter), parameter);
  }

  columnOf(argument: Expression, parameter: string): ColumnSchema {
    return columnNamed(this.input.columns, argument, `\`${parameter}\` of \`${this.name}\``);
  }

  /** The argument as a table. */
  table(parameter: string): PlanNode {
    return this.tableOf(this.syntax(parameter));
  }

  tableOf(argument: Expression): PlanNode {
    return planTable(argument, this.#scope);
  }

  /** The argument's value; undefined where it is not given. */
  optional(parameter: string): TypedValue | undefined {
    const argument = this.all(parameter)[0];
    return argument && this.valueOf(argument);
  }

  /** The value of an argument, which reads no column. */
  valueOf(argument: Expression): TypedValue {
    const expr = planExpression(argument, this.#scope.withRow(undefined));
    return { type: expr.type, value: this.#scope.planTime.constant(expr, `\`evaluate ${this.name}\``, argument.span) };
  }

  /** The argument's value. Throws where it is not given or null. */
  value(parameter: string): TypedValue {
    const argument = this.syntax(parameter);
    const found = this.optional(parameter);
    if (found === undefined || found.value === null) throw invalid(`\`${parameter}\` of \`${this.name}\` must not be null`, argument.span);
    return found;
  }

  /** The argument as a value of `type`; `fallback` where it is not given or `~`, which stands for the default. */
  constant<T extends Value>(parameter: string, type: KqlType, fallback: T): T {
    const found = this.optional(parameter);
    if (found === undefined || (found.type === 'string' && found.value === '~' && type !== 'string')) return fallback;
    const converted = found.type === type ? found.value : (conversion(found.type, type)?.(found.value) ?? null);
    if (converted === null)
      throw invalid(`\`${parameter}\` of \`${this.name}\` takes a ${type}, not a ${found.type}`, this.syntax(parameter).span);
    return converted as T;
  }

  /** The rows of `plan`, for a plugin whose columns depend on them. */
  rowsNow(plan: PlanNode): Table {
    return this.#scope.planTime.table(plan, `\`evaluate ${this.name}\``, this.span);
  }

  /** A scope in which expressions over the input are planned. */
  get rowScope(): Scope {
    return this.#scope.withRow(this.input);
  }

  /** Tells the host in what the result may differ from the service's; false where it does not want to know. */
  note(note: string): boolean {
    return this.#scope.planTime.assume(note);
  }

  /** The same, where the result must not be read without the note: throws where the host does not want to know. */
  requireNote(note: string): void {
    if (!this.note(note)) throw new QueryError('unsupported', `There is no place to say what differs from the service: ${note}`, this.span);
  }

  refuse(what: string): Error {
    return unsupported(`\`${this.name}\` ${what}`, this.span);
  }
}

/** The column of `columns` that `argument` names. */
export function columnNamed(columns: readonly ColumnSchema[], argument: Expression, what: string): ColumnSchema {
  const name = argument.kind === 'name' ? argument.name : undefined;
  const found = columns.find((column) => column.name === name);
  if (found === undefined) throw invalid(`${what} must be a column`, argument.span);
  return found;
}
