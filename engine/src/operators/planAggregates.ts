/** The aggregates of `summarize`: the calls inside its expressions, and the expressions over their results. */
import type { Call, Expression, KqlType } from '@rulesmith/kql';
import type { AggregateFunction } from '../functions/aggregateFunction.ts';
import { findAggregate } from '../functions/aggregateRegistry.ts';
import { resolveOverload } from '../functions/resolve.ts';
import type { Expr } from '../plan/expr.ts';
import { convertTo, planExpression } from '../plan/planExpression.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid, unsupported } from '../queryError.ts';
import { uniqueName } from './names.ts';
import type { ProjectItem } from './project.ts';
import type { PlannedAggregate } from './summarize.ts';

interface Plans {
  readonly aggregates: PlannedAggregate[];
  readonly results: ProjectItem[];
}

/** `taken` holds the names of the keys and gains those of the results. */
export function planAggregates(columns: readonly Expression[], row: Scope, taken: Set<string>, keys: ReadonlySet<string>): Plans {
  const plans: Plans = { aggregates: [], results: [] };
  let unnamed = 0;
  for (const column of columns) {
    const value = column.kind === 'named' ? column.value : column;
    const names = column.kind === 'named' ? column.names.map((name) => name.text) : undefined;
    const wide = value.kind === 'call' ? expandWide(value, names, row, keys) : undefined;
    if (wide) {
      for (const part of wide) addResult(plans, part.base, planCall(part.function, part.args, part.call, plans), taken);
      continue;
    }
    if (names && names.length > 1) throw unsupported('Several names for one value, `(a, b) = …`,', column.span);
    const base = names?.[0] ?? (resultNameOf(column) || `Column${++unnamed}`);
    addResult(plans, base, planResult(value, row, plans), taken);
  }
  return plans;
}

/** The name that the engine gives, where the binder knows it otherwise or not at all (kql-semantics section 1). */
function resultNameOf(column: Expression): string {
  if (column.kind !== 'call') return column.resultName;
  if (/^covariancep?(if)?$/.test(column.name)) return [column.name, ...column.arguments.slice(0, 2).map((arg) => arg.resultName)].join('_');
  if (!/^percentilesw?_array$/.test(column.name)) return column.resultName;
  return `percentiles_${column.arguments[0]?.resultName ?? ''}`;
}

function addResult(plans: Plans, base: string, expr: Expr, taken: Set<string>): void {
  const name = uniqueName(base, taken);
  taken.add(name);
  plans.results.push({ name, expr });
}

/** An expression over aggregates: each aggregate in it becomes a column of the groups that the expression reads. */
function planResult(node: Expression, row: Scope, plans: Plans): Expr {
  if (node.kind === 'call') {
    const found = aggregateOf(node);
    if (found)
      return planCall(
        found,
        node.arguments.map((arg) => planExpression(arg, row)),
        node,
        plans,
      );
  }
  const names = new Map<string, KqlType>();
  const replaced = replaceAggregates(node, (call, found) => {
    const expr = planCall(
      found,
      call.arguments.map((arg) => planExpression(arg, row)),
      call,
      plans,
    );
    if (expr.kind !== 'column') throw new Error('an aggregate is planned to a column');
    names.set(expr.name, expr.type);
    return { kind: 'name', name: expr.name, target: 'column', span: call.span, type: call.type, resultName: '' };
  });
  return planExpression(replaced, row.withRow({ columns: Array.from(names, ([name, type]) => ({ name, type })), serialized: false }));
}

function aggregateOf(call: Call): AggregateFunction | undefined {
  if (call.target === 'user') return undefined;
  // `hll_merge` and its like are scalar functions of several states too, and the binder takes every call for that.
  const isOneState = call.target === 'built-in' && call.arguments.length === 1;
  const found = call.target === 'aggregate' || call.target === 'unresolved' || isOneState ? findAggregate(call.name) : undefined;
  if (!found && call.target === 'aggregate') throw unsupported(`The aggregate \`${call.name}\``, call.nameSpan);
  return found;
}

/** `node` with every call of an aggregate replaced. */
function replaceAggregates(node: Expression, replace: (call: Call, found: AggregateFunction) => Expression): Expression {
  const inner = (part: Expression): Expression => replaceAggregates(part, replace);
  switch (node.kind) {
    case 'call': {
      const found = aggregateOf(node);
      return found ? replace(node, found) : { ...node, arguments: node.arguments.map(inner) };
    }
    case 'binary':
      return { ...node, left: inner(node.left), right: inner(node.right) };
    case 'unary':
      return { ...node, operand: inner(node.operand) };
    case 'path':
      return { ...node, base: inner(node.base) };
    case 'element':
      return { ...node, base: inner(node.base), selector: inner(node.selector) };
    case 'between':
      return { ...node, value: inner(node.value), from: inner(node.from), to: inner(node.to) };
    case 'membership':
      return { ...node, left: inner(node.left), right: node.right.map(inner) };
    default:
      return node;
  }
}

function planCall(found: AggregateFunction, args: readonly Expr[], call: Call, plans: Plans): Expr {
  const resolved = resolveOverload(
    found.overloads,
    args.map((arg) => arg.type),
  );
  if (!resolved) throw unsupported(`\`${call.name}(${args.map((arg) => arg.type).join(', ')})\``, call.span);
  const converted = args.map((arg, position) => convertTo(arg, resolved.conversions[position], call.span));
  const types = converted.map((arg) => arg.type);
  const type = typeof resolved.overload.returns === 'function' ? resolved.overload.returns(types) : resolved.overload.returns;
  const name = `$${plans.aggregates.length}`;
  plans.aggregates.push({ name, overload: resolved.overload, args: converted, type, span: call.span });
  return { kind: 'column', type, name };
}

interface WidePart {
  readonly base: string;
  readonly function: AggregateFunction;
  readonly args: readonly Expr[];
  readonly call: Call;
}

/** Aggregates that give several columns: `arg_max(x, *)`, `take_any(a, b)`, `percentiles(x, 5, 50)`. */
function expandWide(call: Call, names: readonly string[] | undefined, row: Scope, keys: ReadonlySet<string>): WidePart[] | undefined {
  if (call.name === 'arg_max' || call.name === 'arg_min' || call.name === 'argmax' || call.name === 'argmin')
    return expandArg(call, names, row, keys);
  if (call.name === 'take_any' || call.name === 'any') return expandAny(call, names, row, keys);
  if (/^percentiles?w?$/.test(call.name)) return expandPercentiles(call, names, row);
  return undefined;
}

function expandArg(call: Call, names: readonly string[] | undefined, row: Scope, keys: ReadonlySet<string>): WidePart[] {
  const [by, ...rest] = call.arguments;
  const nameless = rest.find((node) => node.kind !== 'star' && node.kind !== 'named' && node.resultName === '');
  if (nameless) throw unsupported(`An expression without a name in \`${call.name}\` (write \`Name = …\`)`, nameless.span);
  const byExpr = planExpression(by, row);
  const picked = pickColumns(rest, row, new Set([...keys, ...(by.kind === 'name' ? [by.name] : [])]));
  const legacy = call.name === 'argmax' || call.name === 'argmin';
  const pick = need(call.name.endsWith('max') ? '$pick_max' : '$pick_min', call);
  const base = by.kind === 'named' ? by.names[0].text : by.resultName || (call.name.endsWith('max') ? 'max_' : 'min_');
  const prefix = call.name.endsWith('max') ? 'max_' : 'min_';
  const name = (position: number, fallback: string): string => names?.[position] ?? (legacy ? `${prefix}${base}_${fallback}` : fallback);
  return [
    { base: names?.[0] ?? (legacy ? `${prefix}${base}` : base), function: pick, args: [byExpr, byExpr], call },
    ...picked.map(
      (column, position): WidePart => ({ base: name(position + 1, column.name), function: pick, args: [byExpr, column.expr], call }),
    ),
  ];
}

function expandAny(call: Call, names: readonly string[] | undefined, row: Scope, keys: ReadonlySet<string>): WidePart[] {
  const picked = pickColumns(call.arguments, row, keys);
  const any = need(picked.length > 1 ? '$take_row' : '$take_any', call);
  const prefix = call.name === 'any' ? 'any_' : '';
  return picked.map((column, position) => ({
    base: names?.[position] ?? (column.name ? `${prefix}${column.name}` : `${call.name}_`),
    function: any,
    args: [column.expr],
    call,
  }));
}

function pickColumns(nodes: readonly Expression[], row: Scope, without: ReadonlySet<string>): { name: string; expr: Expr }[] {
  return nodes.flatMap((node) => {
    if (node.kind !== 'star')
      return [{ name: node.kind === 'named' ? node.names[0].text : node.resultName, expr: planExpression(node, row) }];
    return Array.from(row.row ?? [], ([name, type]) => ({ name, expr: { kind: 'column', type, name } as Expr })).filter(
      (column) => !without.has(column.name),
    );
  });
}

function expandPercentiles(call: Call, names: readonly string[] | undefined, row: Scope): WidePart[] {
  const weighted = call.name.endsWith('w');
  const percentile = need(weighted ? 'percentilew' : 'percentile', call);
  const value = call.arguments[0];
  const ranks = call.arguments.slice(weighted ? 2 : 1);
  const values = call.arguments.slice(0, weighted ? 2 : 1).map((arg) => planExpression(arg, row));
  return ranks.map((rank, position) => {
    const rankExpr = planExpression(rank, row);
    if (rankExpr.kind !== 'constant') throw invalid('A percentile must be a constant', rank.span);
    const suffix = String(rankExpr.value).replace('.', '_');
    const base = value.resultName ? `percentile_${value.resultName}_${suffix}` : `percentile_${suffix}`;
    return { base: names?.[position] ?? base, function: percentile, args: [...values, rankExpr], call };
  });
}

function need(name: string, call: Call): AggregateFunction {
  const found = findAggregate(name);
  if (!found) throw unsupported(`The aggregate \`${call.name}\``, call.nameSpan);
  return found;
}
