/** The text of generated queries. */
import { instantText, jsonText, spanText } from './text.ts';
import type { Aggregate, Expr, JoinKey, Named, Operator, Query, SortKey, WindowFunction } from './tree.ts';
import type { Type, Value } from './values.ts';

export function renderQuery(query: Query): string {
  const base = query.base === undefined ? '' : `let Base = ${renderQuery(query.base)};\n`;
  return base + [query.table, ...query.steps.map(renderOperator)].join('\n| ');
}

export function renderLiteral(value: Value, type: Type): string {
  if (type === 'string') return JSON.stringify(value);
  if (value === null) return `${type}(null)`;
  if (type === 'datetime') return `datetime(${instantText(value as bigint)})`;
  if (type === 'timespan') return `timespan(${spanText(value as bigint)})`;
  if (type === 'int') return `int(${value})`;
  if (type === 'long') return (value as bigint) < 0n ? `long(${value})` : String(value);
  if (type === 'real')
    return `real(${Object.is(value, Infinity) ? '+inf' : Object.is(value, -Infinity) ? '-inf' : Number.isNaN(value) ? 'nan' : value})`;
  return type === 'dynamic' ? `dynamic(${jsonText(value)})` : String(value);
}

export function renderExpr(expr: Expr): string {
  if (expr.kind === 'column') return expr.name;
  if (expr.kind === 'literal') return renderLiteral(expr.value, expr.type);
  const texts = expr.args.map(renderExpr);
  return expr.signature.render?.(texts) ?? `${expr.signature.name}(${texts.join(', ')})`;
}

function renderNamed({ name, expr }: Named): string {
  return expr.kind === 'column' && expr.name === name ? name : `${name} = ${renderExpr(expr)}`;
}

function renderAggregate({ name, isUnnamed, function: { name: called }, args }: Aggregate): string {
  return `${isUnnamed ? '' : `${name} = `}${called}(${args.map(renderExpr).join(', ')})`;
}

function renderKey({ column, isDescending, nullsFirst }: SortKey): string {
  return `${column.name} ${isDescending ? 'desc' : 'asc'}${nullsFirst === undefined ? '' : nullsFirst ? ' nulls first' : ' nulls last'}`;
}

function renderWindow(window: WindowFunction): string {
  switch (window.kind) {
    case 'row_number':
      return `row_number(${window.start}${window.restart ? `, ${renderExpr(window.restart)}` : ''})`;
    case 'prev':
    case 'next':
      return `${window.kind}(${renderExpr(window.expr)}, ${window.offset}${window.default ? `, ${renderExpr(window.default)}` : ''})`;
    case 'row_cumsum':
      return `row_cumsum(${renderExpr(window.expr)}${window.restart ? `, ${renderExpr(window.restart)}` : ''})`;
    default:
      return `${window.kind}(${renderExpr(window.expr)})`;
  }
}

function renderOn(keys: readonly JoinKey[]): string {
  return keys.map(({ left, right }) => (left === right ? left : `$left.${left} == $right.${right}`)).join(', ');
}

function renderBy(names: readonly string[]): string {
  return names.length === 0 ? '' : ` by ${names.join(', ')}`;
}

function renderOperator(operator: Operator): string {
  switch (operator.op) {
    case 'where':
      return `where ${renderExpr(operator.condition)}`;
    case 'where-in':
      return `where ${operator.column} ${operator.isNegated ? '!in' : 'in'} ((${renderQuery(operator.right)}))`;
    case 'extend':
    case 'project':
      return `${operator.op} ${operator.columns.map(renderNamed).join(', ')}`;
    case 'project-away':
    case 'project-keep':
    case 'project-reorder':
    case 'distinct':
      return `${operator.op} ${operator.names.join(', ')}`;
    case 'project-rename':
      return `project-rename ${operator.renames.map(({ from, to }) => `${to} = ${from}`).join(', ')}`;
    case 'summarize':
      return `summarize ${operator.aggregates.map(renderAggregate).join(', ')}${renderBy(operator.by.map(renderNamed))}`;
    case 'arg':
      return `summarize ${operator.kind}(${[operator.key, ...(operator.isAll ? ['*'] : operator.names)].join(', ')})${renderBy(operator.by.map(renderNamed))}`;
    case 'count':
      return 'count';
    case 'sort':
      if (operator.isTop) return `top ${operator.take} by ${operator.keys.map(renderKey).join(', ')}`;
      return `sort by ${operator.keys.map(renderKey).join(', ')}${operator.take === undefined ? '' : `\n| take ${operator.take}`}`;
    case 'serialize':
      return `serialize ${operator.columns.map(({ name, window }) => `${name} = ${renderWindow(window)}`).join(', ')}`;
    case 'union':
      return `union kind=${operator.kind} (${renderQuery(operator.right)})`;
    case 'join':
    case 'lookup':
      return `${operator.op} kind=${operator.kind} (${renderQuery(operator.right)}) on ${renderOn(operator.on)}`;
    default:
      return renderExpanding(operator);
  }
}

type Expanding = Extract<Operator, { op: 'mv-expand' | 'mv-apply' | 'make-series' | 'parse' | 'parse-where' }>;

function renderExpanding(operator: Expanding): string {
  switch (operator.op) {
    case 'mv-expand': {
      const index = operator.index === undefined ? '' : `with_itemindex=${operator.index} `;
      return `mv-expand ${operator.kind ? 'kind=array ' : ''}${index}${operator.columns.map(({ name, type }) => `${name}${typeSuffix(type)}`).join(', ')}`;
    }
    case 'mv-apply': {
      const { column, element, steps } = operator;
      return `mv-apply ${element} = ${column.name}${typeSuffix(column.type)} on (${steps.map(renderOperator).join(' | ')})`;
    }
    case 'make-series': {
      const { aggregates, axis, from, to, step, by } = operator.series;
      const list = aggregates.map(
        (each) =>
          `${renderAggregate(each)}${each.default === undefined ? '' : ` default=${renderLiteral(each.default, each.function.returns)}`}`,
      );
      const span = axis.type === 'datetime' ? 'timespan' : axis.type;
      return `make-series ${list.join(', ')} on ${axis.name} from ${renderLiteral(from, axis.type)} to ${renderLiteral(to, axis.type)} step ${renderLiteral(step, span)}${renderBy(by)}`;
    }
    default: {
      const parts = operator.parts.map((part) =>
        'isAny' in part
          ? '*'
          : 'text' in part
            ? JSON.stringify(part.text)
            : `${part.column.name}${part.column.type === 'string' ? '' : `:${part.column.type}`}`,
      );
      return `${operator.op} ${operator.source} with ${parts.join(' ')}`;
    }
  }
}

function typeSuffix(type: Type | undefined): string {
  return type === undefined ? '' : ` to typeof(${type})`;
}
