/** Expressions: from Microsoft's bound syntax to ours. One entry a kind of node. */
import type { BinaryOperator, Call, Expression, Literal, MembershipOperator, NameTarget, Parameter, TypedColumn } from '../ast.ts';
import type { ColumnSchema } from '../schema.ts';
import { type KqlType, type ScalarType, scalarTypeFromName } from '../types.ts';
import { child, columnsOf, elements, kindOf, listItems, need, spanOf, symbolKindOf, text, typeOf } from './accessors.ts';
import { convertOperator } from './convertOperator.ts';
import { convertFunctionBody } from './convertStatement.ts';
import { Kusto } from './load.ts';
import type { MsNode } from './nodes.ts';
import { relocate } from './relocate.ts';

export function convertExpression(node: MsNode): Expression {
  const kind = kindOf(node);
  if (kind.endsWith('Operator')) return { kind: 'operator-source', operator: convertOperator(node), ...base(node) };
  if (kind in literalTypes) return convertLiteral(node, literalTypes[kind as keyof typeof literalTypes]);
  const operator = binaryOperators[kind];
  if (operator) return binary(node, operator);
  const converter = converters[kind];
  return converter ? converter(node) : { kind: 'bad', what: node.IsMissing ? 'a missing expression' : kind, ...base(node) };
}

/** The expressions of the list in property `name`. */
export function convertList(node: MsNode | undefined, name: string): Expression[] {
  return elements(node, name).map(convertExpression);
}

/** What every expression has: its span, its type and the column name it suggests. */
export function base(node: MsNode): { span: ReturnType<typeof spanOf>; type: KqlType; resultName: string } {
  return { span: spanOf(node), type: typeOf(node.ResultType), resultName: resultName(node) };
}

function resultName(node: MsNode): string {
  try {
    return Kusto.Binding.Binder.GetExpressionResultName(node, '', null) ?? '';
  } catch {
    return ''; // Half-typed text: the name helper expects nodes that are all there.
  }
}

const literalTypes = {
  StringLiteralExpression: 'string',
  CompoundStringLiteralExpression: 'string',
  TokenLiteralExpression: 'string',
  BooleanLiteralExpression: 'bool',
  IntLiteralExpression: 'int',
  LongLiteralExpression: 'long',
  RealLiteralExpression: 'real',
  DecimalLiteralExpression: 'decimal',
  DateTimeLiteralExpression: 'datetime',
  TimespanLiteralExpression: 'timespan',
  GuidLiteralExpression: 'guid',
} as const;

function convertLiteral(node: MsNode, type: Literal['type']): Expression {
  return { kind: 'literal', literal: literalOf(node, type), ...base(node), type };
}

function literalOf(node: MsNode, type: Literal['type']): Literal {
  if (type === 'string') {
    const value = (node as unknown as { LiteralValue: unknown }).LiteralValue;
    return { type, value: typeof value === 'string' ? value : '' };
  }
  if (type === 'bool') return { type, value: boolValue(tokenText(node)) };
  return { type, text: tokenText(node) };
}

function boolValue(written: string): boolean | null {
  const inner = /\(\s*(.*?)\s*\)/.exec(written)?.[1] ?? written;
  const lower = inner.toLowerCase();
  return lower === 'true' || lower === '1' ? true : lower === 'false' || lower === '0' ? false : null;
}

/** The source text of a node, trivia left out. */
function tokenText(node: MsNode): string {
  const token = child(node, 'Token') ?? node.GetChild(0) ?? node;
  return text(token, 'Text') || (node as unknown as { toString(): string }).toString().trim();
}

const binaryOperators: Readonly<Record<string, BinaryOperator | undefined>> = {
  AddExpression: '+',
  SubtractExpression: '-',
  MultiplyExpression: '*',
  DivideExpression: '/',
  ModuloExpression: '%',
  EqualExpression: '==',
  NotEqualExpression: '!=',
  LessThanExpression: '<',
  LessThanOrEqualExpression: '<=',
  GreaterThanExpression: '>',
  GreaterThanOrEqualExpression: '>=',
  AndExpression: 'and',
  OrExpression: 'or',
  EqualTildeExpression: '=~',
  BangTildeExpression: '!~',
  SearchExpression: ':',
  ContainsExpression: 'contains',
  NotContainsExpression: '!contains',
  ContainsCsExpression: 'contains_cs',
  NotContainsCsExpression: '!contains_cs',
  HasExpression: 'has',
  NotHasExpression: '!has',
  HasCsExpression: 'has_cs',
  NotHasCsExpression: '!has_cs',
  HasPrefixExpression: 'hasprefix',
  NotHasPrefixExpression: '!hasprefix',
  HasPrefixCsExpression: 'hasprefix_cs',
  NotHasPrefixCsExpression: '!hasprefix_cs',
  HasSuffixExpression: 'hassuffix',
  NotHasSuffixExpression: '!hassuffix',
  HasSuffixCsExpression: 'hassuffix_cs',
  NotHasSuffixCsExpression: '!hassuffix_cs',
  StartsWithExpression: 'startswith',
  NotStartsWithExpression: '!startswith',
  StartsWithCsExpression: 'startswith_cs',
  NotStartsWithCsExpression: '!startswith_cs',
  EndsWithExpression: 'endswith',
  NotEndsWithExpression: '!endswith',
  EndsWithCsExpression: 'endswith_cs',
  NotEndsWithCsExpression: '!endswith_cs',
  LikeExpression: 'like',
  NotLikeExpression: 'notlike',
  LikeCsExpression: 'likecs',
  NotLikeCsExpression: 'notlikecs',
  MatchesRegexExpression: 'matches regex',
};

function binary(node: MsNode, operator: BinaryOperator): Expression {
  return {
    kind: 'binary',
    operator,
    left: convertExpression(need(node, 'Left')),
    right: convertExpression(need(node, 'Right')),
    ...base(node),
  };
}

const converters: Readonly<Record<string, ((node: MsNode) => Expression) | undefined>> = {
  PipeExpression: (node) => ({
    kind: 'pipe',
    source: convertExpression(need(node, 'Expression')),
    operator: convertOperator(need(node, 'Operator')),
    ...base(node),
  }),
  NameReference: (node) => nameReference(node),
  NameDeclaration: (node) => ({ kind: 'name', name: text(node, 'SimpleName'), target: 'column', ...base(node) }),
  StarExpression: (node) => ({ kind: 'star', ...base(node) }),
  ParenthesizedExpression: (node) => convertExpression(need(node, 'Expression')),
  BracketedExpression: (node) => convertExpression(need(node, 'Expression')),
  DataScopeExpression: (node) => convertExpression(need(node, 'Expression')),
  PathExpression: (node) => path(node),
  ElementExpression: (node) => ({
    kind: 'element',
    base: convertExpression(need(node, 'Expression')),
    selector: convertExpression(need(node, 'Selector')),
    ...base(node),
  }),
  UnaryMinusExpression: (node) => ({ kind: 'unary', operator: '-', operand: convertExpression(need(node, 'Expression')), ...base(node) }),
  UnaryPlusExpression: (node) => ({ kind: 'unary', operator: '+', operand: convertExpression(need(node, 'Expression')), ...base(node) }),
  InExpression: (node) => membership(node, 'in'),
  NotInExpression: (node) => membership(node, '!in'),
  InCsExpression: (node) => membership(node, 'in~'),
  NotInCsExpression: (node) => membership(node, '!in~'),
  HasAnyExpression: (node) => membership(node, 'has_any'),
  HasAllExpression: (node) => membership(node, 'has_all'),
  BetweenExpression: (node) => between(node, false),
  NotBetweenExpression: (node) => between(node, true),
  FunctionCallExpression: (node) => call(node),
  SimpleNamedExpression: (node) => ({
    kind: 'named',
    names: [{ text: text(need(node, 'Name'), 'SimpleName'), span: spanOf(need(node, 'Name')) }],
    value: convertExpression(need(node, 'Expression')),
    ...base(node),
  }),
  CompoundNamedExpression: (node) => ({
    kind: 'named',
    names: elements(need(node, 'Names'), 'Names').map((name) => ({ text: text(name, 'SimpleName'), span: spanOf(name) })),
    value: convertExpression(need(node, 'Expression')),
    ...base(node),
  }),
  OrderedExpression: (node) => ordered(node),
  DynamicExpression: (node) => ({ kind: 'dynamic', value: convertExpression(need(node, 'Expression')), ...base(node) }),
  JsonObjectExpression: (node) => ({
    kind: 'json-object',
    pairs: elements(node, 'Pairs').map((pair) => ({ name: jsonName(need(pair, 'Name')), value: convertExpression(need(pair, 'Value')) })),
    ...base(node),
  }),
  JsonArrayExpression: (node) => ({ kind: 'json-array', items: convertList(node, 'Values'), ...base(node) }),
  NullLiteralExpression: (node) => ({ kind: 'literal', literal: { type: 'bool', value: null }, ...base(node), type: 'unknown' }),
  TypeOfLiteralExpression: (node) => ({
    kind: 'typeof',
    types: elements(node, 'Types').flatMap((type) => scalarTypeFromName(tokenText(type)) ?? []),
    ...base(node),
  }),
  ToScalarExpression: (node) => ({ kind: 'to-scalar', value: convertExpression(need(node, 'Expression')), ...base(node) }),
  ToTableExpression: (node) => ({ kind: 'to-table', value: convertExpression(need(node, 'Expression')), ...base(node) }),
  MaterializeExpression: (node) => ({ kind: 'materialize', value: convertExpression(need(node, 'Expression')), ...base(node) }),
  FunctionDeclaration: (node) => ({
    kind: 'function',
    parameters: elements(need(node, 'Parameters'), 'Parameters').map(convertParameter),
    body: convertFunctionBody(need(node, 'Body')),
    isView: child(node, 'ViewKeyword') !== undefined,
    ...base(node),
  }),
  DataTableExpression: (node) => ({
    kind: 'datatable',
    columns: rowSchema(need(node, 'Schema')),
    values: convertList(node, 'Values'),
    ...base(node),
  }),
  ContextualDataTableExpression: (node) => ({ kind: 'contextual-datatable', ...base(node) }),
  ExternalDataExpression: (node) => ({
    kind: 'externaldata',
    columns: rowSchema(need(node, 'Schema')),
    uris: convertList(node, 'URIs'),
    properties: elements(child(node, 'WithClause'), 'Properties').map(convertNamedParameter),
    ...base(node),
  }),
};

/** `kind=inner` and its like, wherever the grammar allows them. */
export function convertNamedParameter(node: MsNode): { name: string; value: Expression; span: ReturnType<typeof spanOf> } {
  return { name: text(need(node, 'Name'), 'SimpleName'), value: convertExpression(need(node, 'Expression')), span: spanOf(node) };
}

function nameReference(node: MsNode): Expression {
  const name = need(node, 'Name');
  const nameKind = kindOf(name);
  if (nameKind === 'WildcardedName' || nameKind === 'BracketedWildcardedName') {
    return { kind: 'wildcard', pattern: text(node, 'SimpleName') || text(name, 'SimpleName') || tokenText(name), ...base(node) };
  }
  const target = targetOf(node);
  const called = target === 'function' ? { call: callWithoutParentheses(node) } : {};
  return { kind: 'name', name: text(node, 'SimpleName'), target, ...called, ...base(node) };
}

/** A function without mandatory parameters may be named without being called. */
function callWithoutParentheses(node: MsNode): Call {
  const expansion = expansionOf(node);
  return {
    kind: 'call',
    name: text(node, 'SimpleName'),
    nameSpan: spanOf(node),
    arguments: [],
    target: callTarget(node),
    isTabular: node.ResultType?.IsTabular === true,
    ...(expansion ? { expansion } : {}),
    ...base(node),
  };
}

const targets: Readonly<Record<string, NameTarget>> = {
  Column: 'column',
  Variable: 'variable',
  Parameter: 'parameter',
  Table: 'table',
  Function: 'function',
  MaterializedView: 'table',
  ExternalTable: 'table',
  Group: 'column',
};

function targetOf(node: MsNode): NameTarget {
  const symbol = node.ReferencedSymbol;
  return (symbol && targets[symbolKindOf(symbol)]) || 'unresolved';
}

/** `a.b`; `a.[b]` is the element that the value of `b` names. */
function path(node: MsNode): Expression {
  const selector = need(node, 'Selector');
  const inner = convertExpression(selector);
  const owner = convertExpression(need(node, 'Expression'));
  if (kindOf(selector) === 'BracketedExpression') return { kind: 'element', base: owner, selector: inner, ...base(node) };
  return { kind: 'path', base: owner, member: inner, ...base(node) };
}

function membership(node: MsNode, fallback: MembershipOperator): Expression {
  const written = text(need(node, 'Operator'), 'Text').toLowerCase();
  const operator = membershipSpellings[written] ?? fallback;
  return {
    kind: 'membership',
    operator,
    left: convertExpression(need(node, 'Left')),
    right: convertList(need(node, 'Right'), 'Expressions'),
    ...base(node),
  };
}

const membershipSpellings: Readonly<Record<string, MembershipOperator | undefined>> = {
  in: 'in',
  '!in': '!in',
  'in~': 'in~',
  '!in~': '!in~',
  has_any: 'has_any',
  has_all: 'has_all',
};

function between(node: MsNode, negated: boolean): Expression {
  const couple = need(node, 'Right');
  return {
    kind: 'between',
    negated,
    value: convertExpression(need(node, 'Left')),
    from: convertExpression(need(couple, 'First')),
    to: convertExpression(need(couple, 'Second')),
    ...base(node),
  };
}

function ordered(node: MsNode): Expression {
  const clause = child(node, 'Ordering');
  const order = clause && text(child(clause, 'AscOrDescKeyword') ?? clause, 'Text');
  const nulls = clause && child(clause, 'NullsClause');
  const which = nulls && text(child(nulls, 'FirstOrLastKeyword') ?? nulls, 'Text');
  return {
    kind: 'ordered',
    value: convertExpression(need(node, 'Expression')),
    order: order === 'asc' || order === 'desc' || order === 'granny-asc' || order === 'granny-desc' ? order : undefined,
    nulls: which === 'first' || which === 'last' ? which : undefined,
    ...base(node),
  };
}

function jsonName(token: MsNode): string {
  return text(token, 'ValueText') || text(token, 'Text').replace(/^["']|["']$/g, '');
}

function call(node: MsNode): Call {
  const name = need(node, 'Name');
  const expansion = expansionOf(node);
  return {
    kind: 'call',
    name: text(name, 'SimpleName'),
    nameSpan: spanOf(name),
    arguments: convertList(need(node, 'ArgumentList'), 'Expressions'),
    target: callTarget(node),
    isTabular: node.ResultType?.IsTabular === true,
    ...(expansion ? { expansion } : {}),
    ...base(node),
    ...tupleOf(node),
  };
}

/** The columns of a tuple; one of a single column (`array_sort_asc(x)`) is an ordinary scalar under that name. */
function tupleOf(node: MsNode): { tuple?: ColumnSchema[]; resultName?: string } {
  const type = node.RawResultType;
  const columns = type && symbolKindOf(type) === 'Tuple' ? listItems(type.Columns) : [];
  if (columns.length === 1) return { resultName: columns[0].Name };
  return columns.length > 1 ? { tuple: columns.map((column) => ({ name: column.Name, type: typeOf(column.Type) })) } : {};
}

function callTarget(node: MsNode): Call['target'] {
  const symbol = node.ReferencedSymbol;
  if (!symbol) return 'unresolved';
  return builtInTargets(symbol.Name) ?? 'user';
}

const builtIn = new Map<string, Call['target']>();

/** Whether `name` is one of the language's own functions, aggregates or plugins. */
function builtInTargets(name: string): Call['target'] | undefined {
  if (builtIn.size === 0) {
    for (const [target, holder] of [
      ['plugin', Kusto.PlugIns],
      ['aggregate', Kusto.Aggregates],
      ['built-in', Kusto.Functions],
    ] as const) {
      for (const symbol of listItems(holder.All)) builtIn.set(symbol.Name, target);
    }
  }
  return builtIn.get(name);
}

let localExpansions = 0;

/** How many calls of functions that are declared beside them have been converted so far: what they hold has its place where the function stands. */
export function localExpansionCount(): number {
  return localExpansions;
}

function expansionOf(node: MsNode): Call['expansion'] {
  const symbol = node.ReferencedSymbol;
  if (!symbol || builtInTargets(symbol.Name)) return undefined;
  const body = node.GetCalledFunctionBody?.();
  if (!body) return undefined;
  const signature = node.ReferencedSignature;
  const declaration = signature?.Declaration;
  const expansion = { parameters: declaredParameters(declaration, signature), body: convertFunctionBody(body) };
  // The bound body is a text of its own: a function declared beside the call gets the places of its declaration, any other that of the call.
  if (!declaration || rootOf(declaration) !== rootOf(node)) return relocate(expansion, () => spanOf(node));
  localExpansions++;
  const offset = declaration.TextStart - body.TextStart;
  return { ...expansion, body: relocate(expansion.body, ({ start, end }) => ({ start: start + offset, end: end + offset })) };
}

function rootOf(node: MsNode): MsNode {
  let root = node;
  while (root.Parent) root = root.Parent;
  return root;
}

function declaredParameters(declaration: MsNode | null | undefined, signature: MsNode['ReferencedSignature']): Parameter[] {
  const owner = declaration?.Parent;
  if (owner && kindOf(owner) === 'FunctionDeclaration') return elements(need(owner, 'Parameters'), 'Parameters').map(convertParameter);
  return listItems(signature?.Parameters).map((parameter) => {
    const type = listItems(parameter.DeclaredTypes)[0];
    const isTable = type?.IsTabular === true;
    return {
      name: parameter.Name,
      type: isTable ? ('table' as const) : typeOf(type),
      ...(isTable ? { columns: columnsOf(type) ?? [] } : {}),
      ...(parameter.DefaultValue ? { defaultValue: convertExpression(parameter.DefaultValue) } : {}),
      span: { start: 0, end: 0 },
    };
  });
}

export function convertParameter(node: MsNode): Parameter {
  const declared = need(node, 'NameAndType');
  const type = need(declared, 'Type');
  const defaultNode = child(node, 'DefaultValue');
  const isTable = kindOf(type) === 'SchemaTypeExpression';
  return {
    name: text(need(declared, 'Name'), 'SimpleName'),
    type: isTable ? 'table' : (scalarTypeFromName(tokenText(type)) ?? 'unknown'),
    ...(isTable
      ? {
          columns: elements(type, 'Columns')
            .filter((column) => kindOf(column) === 'NameAndTypeDeclaration')
            .map(convertColumn),
        }
      : {}),
    ...(defaultNode ? { defaultValue: convertExpression(need(defaultNode, 'Value')) } : {}),
    span: spanOf(node),
  };
}

export function convertColumn(node: MsNode): TypedColumn {
  const type: ScalarType = scalarTypeFromName(tokenText(need(node, 'Type'))) ?? 'dynamic';
  return { name: text(need(node, 'Name'), 'SimpleName'), type, span: spanOf(node) };
}

export function rowSchema(node: MsNode): ColumnSchema[] {
  return elements(node, 'Columns')
    .filter((column) => kindOf(column) === 'NameAndTypeDeclaration')
    .map(convertColumn);
}
