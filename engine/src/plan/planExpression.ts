/** Scalar expressions: from bound syntax to typed `Expr`. */
import type { BinaryOperator, Call, Expression, KqlType, Span } from '@rulesmith/kql';
import { conversion } from '../functions/conversions.ts';
import { findScalarFunction } from '../functions/registry.ts';
import { resolveOverload } from '../functions/resolve.ts';
import type { ScalarOverload } from '../functions/scalarFunction.ts';
import { invalid, QueryError, unsupported } from '../queryError.ts';
import type { Dynamic } from '../values/dynamic.ts';
import type { Value } from '../values/value.ts';
import { geoInfoFromIpAddress, ingestionTime, onlyOnService } from './environmentCalls.ts';
import { type CallExpr, constant, type Expr } from './expr.ts';
import { foldConstant } from './foldConstant.ts';
import { dynamicLiteralValue, literalValue } from './literals.ts';
import { bindUserFunction, planBareFunction } from './planFunction.ts';
import { patternCall } from './planPattern.ts';
import { planTable } from './planTable.ts';
import { planTupleCall, tupleCall, tuplePart } from './planTuple.ts';
import type { Scope } from './scope.ts';

export function planExpression(node: Expression, scope: Scope): Expr {
  switch (node.kind) {
    case 'literal':
      return constant(node.literal.type, literalValue(node.literal, node.span));
    case 'dynamic':
      return constant('dynamic', dynamicLiteralValue(node.value));
    case 'name':
      return node.call && !scope.variable(node.name) ? planCall(node.call, scope) : planName(node.name, node.span, scope);
    case 'named':
      return planExpression(node.value, scope);
    case 'ordered':
      return planExpression(node.value, scope);
    case 'unary':
      return node.operator === '+'
        ? planExpression(node.operand, scope)
        : callFunction('unary-', [planExpression(node.operand, scope)], node.span);
    case 'binary':
      return planBinary(node.operator, node.left, node.right, node.span, scope);
    case 'between':
      return planBetween(node, scope);
    case 'membership':
      return planMembership(node, scope);
    case 'path':
      return planPath(node, scope);
    case 'element':
      return planElement(node, scope);
    case 'call':
      return planCall(node, scope);
    case 'to-scalar':
      return subquery(node.value, scope);
    case 'bad':
      throw invalid(`The query is not complete: ${node.what}`, node.span);
    default:
      throw unsupported(`\`${describe(node.kind)}\` in a scalar expression`, node.span);
  }
}

function describe(kind: string): string {
  return kind === 'star' ? '*' : kind;
}

function planName(name: string, span: Span, scope: Scope): Expr {
  const type = scope.row?.get(name);
  if (type !== undefined) return { kind: 'column', type, name };
  const binding = scope.variable(name);
  if (binding?.kind === 'scalar') return binding.expr;
  if (binding?.kind === 'function') return planBareFunction(name, binding, span, planExpression);
  if (binding?.kind === 'table') throw invalid(`\`${name}\` is a table; a scalar is needed here`, span);
  throw invalid(`There is no column or scalar named \`${name}\``, span);
}

function subquery(node: Expression, scope: Scope): Expr {
  if (!isTabular(node, scope)) return planExpression(node, scope);
  const plan = planTable(node, scope);
  if (plan.columns.length === 0) throw invalid('`toscalar` needs a table with a column', node.span);
  return { kind: 'subquery', type: plan.columns[0].type, plan };
}

/** A call of the built-in function or operator `name`; constant where all its arguments are. */
export function callFunction(name: string, args: readonly Expr[], span: Span): Expr {
  const found = findScalarFunction(name);
  if (!found) throw unsupported(`The function \`${name}\``, span);
  const resolved = resolveOverload(
    found.overloads,
    args.map((arg) => arg.type),
  );
  if (!resolved) {
    const types = args.map((arg) => arg.type).join(', ');
    throw unsupported(/^[a-z_]/i.test(name) ? `\`${name}(${types})\`` : `\`${name}\` between ${types.replace(', ', ' and ')}`, span);
  }
  const { overload, conversions } = resolved;
  const converted = args.map((arg, position) => convertTo(arg, conversions[position], span));
  const types = converted.map((arg) => arg.type);
  const type = resultType(overload, types, span);
  const call: CallExpr = { kind: 'call', type, name, overload, args: converted, span };
  return foldConstant(call);
}

function resultType(overload: ScalarOverload, types: readonly KqlType[], span: Span): KqlType {
  if (typeof overload.returns !== 'function') return overload.returns;
  try {
    return overload.returns(types);
  } catch (error) {
    throw invalid(error instanceof Error ? error.message : String(error), span);
  }
}

/** `expr` as type `type`, by Kusto's conversion. */
export function convertTo(expr: Expr, type: KqlType, span: Span): Expr {
  if (expr.type === type) return expr;
  const convert = conversion(expr.type, type);
  if (!convert) throw invalid(`A ${expr.type} cannot be used as a ${type} here`, span);
  if (expr.kind === 'constant') return constant(type, expr.value === null ? nullOf(type) : convert(expr.value));
  return { kind: 'call', type, name: `to${type}`, overload: conversionOverload(expr.type, type, convert), args: [expr], span };
}

const conversionOverloads = new Map<string, ScalarOverload>();

function conversionOverload(from: KqlType, to: KqlType, convert: (value: Value) => Value): ScalarOverload {
  const key = `${from} ${to}`;
  let overload = conversionOverloads.get(key);
  if (!overload) {
    overload = { parameters: [from], returns: to, kernel: convert };
    conversionOverloads.set(key, overload);
  }
  return overload;
}

export function nullOf(type: KqlType): Value {
  return type === 'string' ? '' : null;
}

const stringOperators: ReadonlySet<BinaryOperator> = new Set<BinaryOperator>(['=~', '!~', 'matches regex', ':']);

function planBinary(operator: BinaryOperator, left: Expression, right: Expression, span: Span, scope: Scope): Expr {
  const a = planExpression(left, scope);
  const b = planExpression(right, scope);
  const isText = stringOperators.has(operator) || /^!?(contains|has|startswith|endswith|like|notlike)/.test(operator);
  if (isText) return callFunction(operator, [asText(a, span), asText(b, span)], span);
  if (a.type === 'dynamic' && b.type === 'dynamic')
    throw invalid(`\`${operator}\` cannot compare or compute two dynamic values: convert them, as with \`tostring(…)\``, span);
  return callFunction(operator, operator === '==' || operator === '!=' ? comparableSides(a, b, span) : [a, b], span);
}

/**
 * The sides of an equality of different types, which rules often write (`EventID == "4688"`, `ResultType == 0`): a text literal is read as the
 * other side's type, any other text is compared with the text of the other side; a bool is 0 or 1 beside a number.
 */
function comparableSides(a: Expr, b: Expr, span: Span): readonly Expr[] {
  if (a.type === b.type || a.type === 'dynamic' || b.type === 'dynamic') return [a, b];
  if (a.type === 'string') return comparableSides(b, a, span);
  if (b.type === 'string') return b.kind === 'constant' ? [a, convertTo(b, a.type, span)] : [convertTo(a, 'string', span), b];
  if (a.type === 'bool') return [convertTo(a, 'long', span), b];
  return b.type === 'bool' ? [a, convertTo(b, 'long', span)] : [a, b];
}

/** String operators read any scalar as its text. */
function asText(expr: Expr, span: Span): Expr {
  return expr.type === 'string' ? expr : convertTo(expr, 'string', span);
}

function planBetween(node: Extract<Expression, { kind: 'between' }>, scope: Scope): Expr {
  const value = planExpression(node.value, scope);
  const from = planExpression(node.from, scope);
  const last = planExpression(node.to, scope);
  // `t between (start .. 1d)` means from start to start + 1d.
  const to = value.type === 'datetime' && last.type === 'timespan' ? callFunction('+', [from, last], node.span) : last;
  const inside = callFunction('and', [callFunction('>=', [value, from], node.span), callFunction('<=', [value, to], node.span)], node.span);
  return node.negated ? callFunction('not', [inside], node.span) : inside;
}

function planMembership(node: Extract<Expression, { kind: 'membership' }>, scope: Scope): Expr {
  const left = planExpression(node.left, scope);
  const list = node.right.map((item) => planListItem(item, scope));
  return callFunction(node.operator, [left, ...asOneArray(left, list)], node.span);
}

/** A long list of constants that the left side compares with as they are, as one array: a call with ten thousand arguments would be slow for each row. */
function asOneArray(left: Expr, list: readonly Expr[]): readonly Expr[] {
  const isWhole = left.type === 'int' || left.type === 'long';
  if (list.length < 4 || (left.type !== 'string' && !isWhole)) return list;
  const values: Dynamic[] = [];
  for (const item of list) {
    const fits = isWhole ? item.type === 'int' || item.type === 'long' : item.type === 'string';
    if (item.kind !== 'constant' || !fits || item.value === null) return list;
    values.push(item.value as Dynamic);
  }
  return [constant('dynamic', values)];
}

/** An item on the right of `in`: a scalar, an array, or a table whose first column counts. */
function planListItem(node: Expression, scope: Scope): Expr {
  if (isTabular(node, scope)) {
    const plan = planTable(node, scope);
    if (plan.columns.length === 0) throw invalid('A table on the right of `in` needs a column', node.span);
    return { kind: 'table-values', type: 'dynamic', plan };
  }
  return planExpression(node, scope);
}

/** Whether `node` stands for a table. */
export function isTabular(node: Expression, scope: Scope): boolean {
  if (patternCall(node, scope)) return true;
  switch (node.kind) {
    case 'name': {
      if (scope.row?.has(node.name)) return false;
      const binding = scope.variable(node.name);
      if (binding?.kind === 'function') return node.call?.isTabular ?? false;
      if (binding) return binding.kind === 'table';
      if (node.call) return node.call.isTabular;
      return node.target === 'table' || (node.target === 'unresolved' && scope.catalog.tables.has(node.name));
    }
    case 'call':
      return node.isTabular;
    case 'pipe':
    case 'datatable':
    case 'externaldata':
    case 'operator-source':
    case 'to-table':
    case 'wildcard':
      return true;
    case 'materialize':
      return isTabular(node.value, scope);
    default:
      return false;
  }
}

function planPath(node: Extract<Expression, { kind: 'path' }>, scope: Scope): Expr {
  const base = planExpression(node.base, scope);
  const member = node.member;
  if (member.kind === 'name') return callFunction('[]', [base, constant('string', member.name)], node.span);
  return callFunction('[]', [base, planExpression(member, scope)], node.span);
}

function planCall(node: Call, scope: Scope): Expr {
  if (node.expansion) return bindUserFunction(node, scope, planExpression);
  if (node.name === 'toscalar' && node.arguments.length === 1) return subquery(node.arguments[0], scope);
  const special = specialCalls[node.name];
  if (special) return special(node, scope);
  if (node.tuple)
    throw unsupported(`\`${node.name}\` (it gives several columns) outside of \`extend\`, \`project\` and \`print\``, node.nameSpan);
  if (node.target === 'aggregate') throw invalid(`\`${node.name}\` is an aggregate: it belongs into \`summarize\``, node.nameSpan);
  if (node.target === 'unresolved' && !findScalarFunction(node.name))
    throw invalid(`There is no function named \`${node.name}\``, node.nameSpan);
  if (findScalarFunction(node.name)?.overloads.some((overload) => overload.positional) && !scope.serialized) {
    throw invalid(`\`${node.name}\` needs rows in a fixed order: put \`sort by\` or \`serialize\` before it`, node.span);
  }
  try {
    return callFunction(
      node.name,
      node.arguments.map((arg) => planExpression(arg, scope)),
      node.span,
    );
  } catch (error) {
    throw error instanceof QueryError && error.span === undefined ? new QueryError(error.code, error.message, node.span) : error;
  }
}

/** Calls whose arguments are not all ordinary expressions. */
const specialCalls: Readonly<Record<string, ((node: Call, scope: Scope) => Expr) | undefined>> = {
  column_ifexists: columnIfExists,
  columnifexists: columnIfExists,
  pack_all: packAll,
  countof: countOf,
  datetime_diff: datetimeDiff,
  ingestion_time: ingestionTime,
  geo_info_from_ip_address: geoInfoFromIpAddress,
  extract: typedExtract('extract', 3),
  extract_json: typedExtract('extract_json', 2),
  extractjson: typedExtract('extract_json', 2),
  bag_pack_columns: bagPackColumns,
  bin_auto: binAuto,
  column_names_of: columnNamesOf,
  iscolumnexists: isColumnExists,
  estimate_data_size: estimateDataSize,
  percentile_tdigest: typedExtract('percentile_tdigest', 2),
  current_cluster_endpoint: onlyOnService,
  current_database: onlyOnService,
  current_principal: onlyOnService,
  current_principal_details: onlyOnService,
  current_principal_is_member_of: onlyOnService,
};

/** The names of `specialCalls` that can be called in a local run, and of those that are planned apart. */
export function specialCallNames(): string[] {
  const called = Object.entries(specialCalls).flatMap(([name, plan]) => (plan === onlyOnService ? [] : [name]));
  return [...called, 'toscalar', 'materialize', 'totable'];
}

/** Of a function that gives several columns, `[1]` takes one of them. */
function planElement(node: Extract<Expression, { kind: 'element' }>, scope: Scope): Expr {
  const selector = planExpression(node.selector, scope);
  const call = tupleCall(node.base);
  if (!call) return callFunction('[]', [planExpression(node.base, scope), selector], node.span);
  const position = selector.kind === 'constant' ? selector.value : undefined;
  if (typeof position !== 'number' || !call.tuple[position])
    throw invalid(`\`${call.name}\` has the columns 0 to ${call.tuple.length - 1}`, node.selector.span);
  return tuplePart(planTupleCall(call, scope), call, position);
}

/** A bag of the columns named. */
function bagPackColumns(node: Call, scope: Scope): Expr {
  const pairs = node.arguments.flatMap((arg): Expr[] => {
    if (arg.kind !== 'name') throw unsupported('`bag_pack_columns` of what is not a column', arg.span);
    return [constant('string', arg.name), planExpression(arg, scope)];
  });
  return callFunction('bag_pack', pairs, node.span);
}

/** The column if the input has it, else the second argument. */
function columnIfExists(node: Call, scope: Scope): Expr {
  const name = planExpression(node.arguments[0], scope);
  if (name.kind !== 'constant' || typeof name.value !== 'string') throw invalid('`column_ifexists` needs a constant name', node.span);
  const type = scope.row?.get(name.value);
  if (type !== undefined) return { kind: 'column', type, name: name.value };
  return planExpression(node.arguments[1], scope);
}

/** Whether the input has the column. */
function isColumnExists(node: Call, scope: Scope): Expr {
  const name = planExpression(node.arguments[0], scope);
  if (name.kind !== 'constant' || typeof name.value !== 'string') throw invalid('`iscolumnexists` needs a constant name', node.span);
  return constant('bool', scope.row?.has(name.value) ?? false);
}

/** The size of the columns named; `*` stands for all. */
function estimateDataSize(node: Call, scope: Scope): Expr {
  const all = Array.from(scope.row ?? [], ([name, type]): Expr => ({ kind: 'column', type, name }));
  const args = node.arguments.flatMap((arg) => (arg.kind === 'star' ? all : [planExpression(arg, scope)]));
  return callFunction(node.name, args, node.span);
}

/** A bag of all columns of the row; `pack_all(true)` leaves out null and empty ones. */
function packAll(node: Call, scope: Scope): Expr {
  const ignore = node.arguments.length > 0 ? planExpression(node.arguments[0], scope) : constant('bool', false);
  const columns = Array.from(scope.row ?? [], ([name, type]): Expr[] => [constant('string', name), { kind: 'column', type, name }]);
  return callFunction('pack_all', [ignore, ...columns.flat()], node.span);
}

/** `countof(text, search, kind)`: the kind says whether `search` is a regular expression. */
function countOf(node: Call, scope: Scope): Expr {
  const [text, search, kind] = node.arguments.map((arg) => planExpression(arg, scope));
  const isRegex = kind !== undefined && kind.kind === 'constant' && kind.value === 'regex';
  return callFunction(isRegex ? '$countof_regex' : '$countof_plain', [text, search], node.span);
}

/** The difference in weeks is a real, all others are long (kql-semantics section 1). */
function datetimeDiff(node: Call, scope: Scope): Expr {
  const args = node.arguments.map((arg) => planExpression(arg, scope));
  const part = args[0];
  const inWeeks = part.kind === 'constant' && typeof part.value === 'string' && part.value.toLowerCase() === 'week';
  return callFunction(inWeeks ? '$datetime_diff_week' : '$datetime_diff', args, node.span);
}

/** `extract(regex, group, text, typeof(long))` converts what it finds; the type is the argument at `position`. */
function typedExtract(name: string, position: number): (node: Call, scope: Scope) => Expr {
  return (node, scope) => {
    const type = node.arguments[position];
    const args = node.arguments.slice(0, position).map((arg) => planExpression(arg, scope));
    if (type?.kind !== 'typeof' || type.types[0] === 'string') return callFunction(name, args, node.span);
    return callFunction(`$${name}_${type.types[0]}`, args, node.span);
  };
}

/** `bin_auto(x)`: the bin that the options `query_bin_auto_size` and `query_bin_auto_at` of the query say. */
function binAuto(node: Call, scope: Scope): Expr {
  const value = planExpression(node.arguments[0], scope);
  const size = scope.variable(optionVariable('query_bin_auto_size'));
  const at = scope.variable(optionVariable('query_bin_auto_at'));
  if (size?.kind !== 'scalar') throw unsupported('`bin_auto` without `set query_bin_auto_size=…`', node.span);
  if (at?.kind !== 'scalar') throw unsupported('`bin_auto` without `set query_bin_auto_at=…`', node.span);
  return callFunction('bin_at', [value, size.expr, at.expr], node.span);
}

/** Under which name a scope keeps the value that `set` gave an option of the query. */
export function optionVariable(option: string): string {
  return `set ${option}`;
}

/** `column_names_of(T)`: the names of a table's columns. */
function columnNamesOf(node: Call, scope: Scope): Expr {
  const plan = planTable(node.arguments[0], scope);
  return constant(
    'dynamic',
    plan.columns.map((column) => column.name),
  );
}
