/** How many rows a query returns at least and at most, as far as its operators tell whatever the data are. */
import type { Expression, Operator, Query } from '@rulesmith/kql';

export interface RowBounds {
  readonly least: number;
  /** Infinity where nothing limits it. */
  readonly most: number;
}

const anything: RowBounds = { least: 0, most: Number.POSITIVE_INFINITY };
const oneRow: RowBounds = { least: 1, most: 1 };

type Scope = ReadonlyMap<string, Expression>;

export function rowBounds(query: Query, outer: Scope = new Map()): RowBounds {
  const scope = new Map(outer);
  let last: RowBounds = anything;
  for (const statement of query.statements) {
    if (statement.kind === 'let') scope.set(statement.name, statement.value);
    if (statement.kind === 'expression-statement') last = boundsOf(statement.expression, scope);
  }
  return last;
}

function boundsOf(expression: Expression, scope: Scope): RowBounds {
  switch (expression.kind) {
    case 'pipe':
      return after(expression.operator, boundsOf(expression.source, scope), scope);
    case 'operator-source':
      return after(expression.operator, { least: 0, most: 0 }, scope);
    case 'materialize':
    case 'to-table':
      return boundsOf(expression.value, scope);
    case 'datatable': {
      const rows = expression.columns.length === 0 ? 0 : expression.values.length / expression.columns.length;
      return { least: rows, most: rows };
    }
    case 'name':
      return expression.call === undefined ? boundsOfName(expression.name, scope) : boundsOf(expression.call, scope);
    case 'call':
      return expression.expansion === undefined ? anything : rowBounds(expression.expansion.body, scope);
    default:
      return anything;
  }
}

function boundsOfName(name: string, scope: Scope): RowBounds {
  const value = scope.get(name);
  if (value === undefined) return anything;
  const outer = new Map(scope);
  outer.delete(name);
  return boundsOf(value, outer);
}

/** Operators that give a row for each of their input's. */
const keeping = new Set<Operator['kind']>([
  'extend',
  'project',
  'project-away',
  'project-keep',
  'project-rename',
  'project-reorder',
  'sort',
  'serialize',
  'parse',
  'parse-kv',
  'as',
  'render',
]);

function after(operator: Operator, input: RowBounds, scope: Scope): RowBounds {
  if (keeping.has(operator.kind)) return input;
  switch (operator.kind) {
    case 'where':
    case 'parse-where':
      return { least: 0, most: input.most };
    case 'count':
    case 'print':
      return oneRow;
    case 'summarize':
      if (operator.by.length > 0) return atLeastOne(input);
      return operator.aggregates.length > 0 ? oneRow : anything;
    case 'distinct':
      return atLeastOne(input);
    case 'take':
    case 'top':
    case 'sample': {
      const limit = numberOf(operator.count, scope);
      return limit === undefined
        ? { least: 0, most: input.most }
        : { least: Math.min(input.least, limit), most: Math.min(input.most, limit) };
    }
    case 'union':
      return operator.tables.map((table) => boundsOf(table, scope)).reduce(sum, input);
    default:
      return anything;
  }
}

function atLeastOne({ least, most }: RowBounds): RowBounds {
  return { least: Math.min(1, least), most };
}

function sum(a: RowBounds, b: RowBounds): RowBounds {
  return { least: a.least + b.least, most: a.most + b.most };
}

function numberOf(expression: Expression, scope: Scope): number | undefined {
  if (expression.kind === 'name') {
    const value = scope.get(expression.name);
    return value?.kind === 'literal' ? numberOf(value, scope) : undefined;
  }
  if (expression.kind !== 'literal' || (expression.literal.type !== 'long' && expression.literal.type !== 'int')) return undefined;
  const value = Number(expression.literal.text);
  return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}
