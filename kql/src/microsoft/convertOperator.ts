/** Tabular operators: from Microsoft's bound syntax to ours. One entry an operator. */
import type {
  EvaluateSchema,
  ExpandedColumn,
  Expression,
  FindColumn,
  GraphOutput,
  GraphPatternElement,
  JoinCondition,
  MakeSeriesAggregate,
  Operator,
  ParsePart,
  ScanStep,
  TopNestedClause,
} from '../ast.ts';
import { scalarTypeFromName } from '../types.ts';
import { child, columnsOf, elements, kindOf, need, spanOf, text, typeOf } from './accessors.ts';
import {
  base,
  convertColumn,
  convertExpression,
  convertList,
  convertNamedParameter,
  convertParameter,
  rowSchema,
} from './convertExpression.ts';
import type { MsNode } from './nodes.ts';

type Common = Pick<Operator, 'keyword' | 'parameters' | 'result' | 'span'>;

export function convertOperator(node: MsNode): Operator {
  const convert = operators[kindOf(node)];
  const common = commonOf(node);
  return convert ? convert(node, common) : { kind: 'unsupported-operator', ...common };
}

function commonOf(node: MsNode): Common {
  const first = firstToken(node);
  return {
    keyword: first ? text(first, 'Text') : kindOf(node),
    parameters: elements(node, 'Parameters')
      .filter((item) => kindOf(item) === 'NamedParameter')
      .map(convertNamedParameter),
    result: columnsOf(node.ResultType),
    span: spanOf(node),
  };
}

function firstToken(node: MsNode): MsNode | undefined {
  let current: MsNode | null = node;
  while (current && current.ChildCount > 0) current = current.GetChild(0);
  return current ?? undefined;
}

type Convert = (node: MsNode, common: Common) => Operator;

const columnsOperator =
  (kind: 'project-away' | 'project-keep' | 'project-rename' | 'project-reorder' | 'project-by-names'): Convert =>
  (node, common) => ({ kind, columns: convertList(node, 'Expressions'), ...common });

const operators: Readonly<Record<string, Convert | undefined>> = {
  FilterOperator: (node, common) => ({ kind: 'where', condition: expression(node, 'Condition'), ...common }),
  ExtendOperator: (node, common) => ({ kind: 'extend', columns: convertList(node, 'Expressions'), ...common }),
  ProjectOperator: (node, common) => ({ kind: 'project', columns: convertList(node, 'Expressions'), ...common }),
  ProjectAwayOperator: columnsOperator('project-away'),
  ProjectKeepOperator: columnsOperator('project-keep'),
  ProjectRenameOperator: columnsOperator('project-rename'),
  ProjectReorderOperator: columnsOperator('project-reorder'),
  ProjectByNamesOperator: columnsOperator('project-by-names'),
  SummarizeOperator: (node, common) => {
    const by = child(node, 'ByClause');
    return {
      kind: 'summarize',
      aggregates: convertList(node, 'Aggregates'),
      by: convertList(by, 'Expressions'),
      bin: by && optional(by, 'BinClause'),
      ...common,
    };
  },
  DistinctOperator: (node, common) => ({ kind: 'distinct', columns: convertList(node, 'Expressions'), ...common }),
  SortOperator: (node, common) => ({ kind: 'sort', by: convertList(node, 'Expressions'), ...common }),
  TopOperator: (node, common) => ({ kind: 'top', count: expression(node, 'Expression'), by: expression(node, 'ByExpression'), ...common }),
  TakeOperator: (node, common) => ({ kind: 'take', count: expression(node, 'Expression'), ...common }),
  SampleOperator: (node, common) => ({ kind: 'sample', count: expression(node, 'Expression'), ...common }),
  SampleDistinctOperator: (node, common) => ({
    kind: 'sample-distinct',
    count: expression(node, 'Expression'),
    of: expression(node, 'OfExpression'),
    ...common,
  }),
  CountOperator: (node, common) => {
    const as = child(node, 'AsIdentifier');
    return { kind: 'count', as: as && text(need(as, 'Identifier'), 'Text'), ...common };
  },
  SerializeOperator: (node, common) => ({ kind: 'serialize', columns: convertList(node, 'Expressions'), ...common }),
  UnionOperator: (node, common) => ({ kind: 'union', tables: convertList(node, 'Expressions'), ...common }),
  JoinOperator: (node, common) => ({
    kind: 'join',
    right: expression(node, 'Expression'),
    ...joinCondition(child(node, 'ConditionClause')),
    ...common,
  }),
  LookupOperator: (node, common) => ({
    kind: 'lookup',
    right: expression(node, 'Expression'),
    ...joinCondition(child(node, 'LookupClause')),
    ...common,
  }),
  MvExpandOperator: (node, common) => ({
    kind: 'mv-expand',
    columns: elements(node, 'Expressions').map(expandedColumn),
    limit: rowLimit(node),
    ...common,
  }),
  MvApplyOperator: (node, common) => ({
    kind: 'mv-apply',
    columns: elements(node, 'Expressions').map(expandedColumn),
    limit: rowLimit(node),
    body: expression(need(node, 'Subquery'), 'Expression'),
    ...common,
  }),
  ParseOperator: (node, common) => ({
    kind: 'parse',
    value: expression(node, 'Expression'),
    pattern: elements(node, 'Patterns').map(parsePart),
    ...common,
  }),
  ParseWhereOperator: (node, common) => ({
    kind: 'parse-where',
    value: expression(node, 'Expression'),
    pattern: elements(node, 'Patterns').map(parsePart),
    ...common,
  }),
  ParseKvOperator: (node, common) => ({
    kind: 'parse-kv',
    value: expression(node, 'Expression'),
    columns: elements(need(node, 'Keys'), 'Columns')
      .filter((column) => kindOf(column) === 'NameAndTypeDeclaration')
      .map(convertColumn),
    properties: elements(child(node, 'WithClause'), 'Properties').map(convertNamedParameter),
    ...common,
  }),
  PrintOperator: (node, common) => ({ kind: 'print', columns: convertList(node, 'Expressions'), ...common }),
  RangeOperator: (node, common) => ({
    kind: 'range',
    name: text(need(node, 'Name'), 'SimpleName'),
    from: expression(node, 'From'),
    to: expression(node, 'To'),
    step: expression(node, 'Step'),
    ...common,
  }),
  EvaluateOperator: (node, common) => {
    const schema = child(node, 'Schema');
    return {
      kind: 'evaluate',
      call: expression(node, 'FunctionCall'),
      schema: schema && evaluateSchema(need(schema, 'Schema')),
      ...common,
    };
  },
  InvokeOperator: (node, common) => ({ kind: 'invoke', call: expression(node, 'Function'), ...common }),
  AsOperator: (node, common) => ({ kind: 'as', name: text(need(node, 'Name'), 'SimpleName'), ...common }),
  GetSchemaOperator: (_node, common) => ({ kind: 'getschema', ...common }),
  RenderOperator: (node, common) => ({ kind: 'render', chart: text(need(node, 'ChartType'), 'Text'), ...common }),
  MakeSeriesOperator: (node, common) => makeSeries(node, common),
  SearchOperator: (node, common) => ({
    kind: 'search',
    in: convertList(child(node, 'InClause'), 'Expressions'),
    condition: expression(node, 'Condition'),
    ...common,
  }),
  FindOperator: (node, common) => ({
    kind: 'find',
    in: convertList(child(node, 'InClause'), 'Expressions'),
    condition: expression(node, 'Condition'),
    project: findProject(child(node, 'Project')),
    projectsAway: child(node, 'ProjectAway') !== undefined,
    ...common,
  }),
  TopNestedOperator: (node, common) => ({ kind: 'top-nested', clauses: elements(node, 'Clauses').map(topNestedClause), ...common }),
  TopHittersOperator: (node, common) => {
    const by = child(node, 'ByClause');
    return {
      kind: 'top-hitters',
      count: expression(node, 'Expression'),
      of: expression(node, 'OfExpression'),
      by: by && expression(by, 'Expression'),
      ...common,
    };
  },
  PartitionOperator: (node, common) => ({
    kind: 'partition',
    by: expression(node, 'ByExpression'),
    body: partitionBody(need(node, 'Operand')),
    ...common,
  }),
  ScanOperator: (node, common) => ({
    kind: 'scan',
    orderBy: convertList(child(node, 'OrderByClause'), 'Expressions'),
    partitionBy: convertList(child(node, 'PartitionByClause'), 'Expressions'),
    declare: elements(child(node, 'DeclareClause'), 'Declarations').map(convertParameter),
    steps: elements(node, 'Steps').map(scanStep),
    ...common,
  }),
  ForkOperator: (node, common) => ({ kind: 'fork', branches: elements(node, 'Expressions').map(forkBranch), ...common }),
  FacetOperator: (node, common) => {
    const body = child(node, 'WithClause');
    const inner = body && (child(body, 'Expression') ?? child(body, 'Operator'));
    return { kind: 'facet', by: convertList(node, 'Expressions'), body: inner && convertExpression(inner), ...common };
  },
  ReduceByOperator: (node, common) => ({
    kind: 'reduce',
    value: expression(node, 'Expression'),
    properties: elements(child(node, 'With'), 'Parameters').map(convertNamedParameter),
    ...common,
  }),
  MakeGraphOperator: (node, common) => {
    const clause = child(node, 'WithClause');
    const name = clause && child(clause, 'Name');
    return {
      kind: 'make-graph',
      source: expression(node, 'SourceColumn'),
      target: expression(node, 'TargetColumn'),
      nodeId: name && text(name, 'SimpleName'),
      nodes: elements(clause, 'TablesAndKeys').map((each) => ({ table: expression(each, 'Table'), key: expression(each, 'Column') })),
      isPartitioned: child(node, 'PartitionedByClause') !== undefined,
      ...common,
    };
  },
  GraphMarkComponentsOperator: (_node, common) => ({ kind: 'graph-mark-components', ...common }),
  GraphToTableOperator: (node, common) => ({ kind: 'graph-to-table', outputs: elements(node, 'OutputClause').map(graphOutput), ...common }),
  GraphMatchOperator: (node, common) => ({ kind: 'graph-match', ...graphSearch(node), ...common }),
  GraphShortestPathsOperator: (node, common) => ({ kind: 'graph-shortest-paths', ...graphSearch(node), ...common }),
  ConsumeOperator: (_node, common) => ({ kind: 'consume', ...common }),
};

function expression(node: MsNode, name: string): Expression {
  const found = child(node, name);
  return found ? convertExpression(found) : { kind: 'bad', what: 'a missing expression', ...base(node) };
}

function optional(node: MsNode, name: string): Expression | undefined {
  const found = child(node, name);
  return found && convertExpression(found);
}

function joinCondition(clause: MsNode | undefined): { on: JoinCondition[]; conditionKind: 'on' | 'where' | 'none' } {
  if (!clause) return { on: [], conditionKind: 'none' };
  if (kindOf(clause) === 'JoinWhereClause') {
    const condition = need(clause, 'Expression');
    return { on: [{ kind: 'expression', expression: convertExpression(condition), span: spanOf(condition) }], conditionKind: 'where' };
  }
  return { on: elements(clause, 'Expressions').map(onCondition), conditionKind: 'on' };
}

function onCondition(node: MsNode): JoinCondition {
  const converted = convertExpression(node);
  if (converted.kind === 'name') return { kind: 'same-name', name: converted.name, span: converted.span };
  return { kind: 'expression', expression: converted, span: converted.span };
}

function expandedColumn(node: MsNode): ExpandedColumn {
  const toType = child(node, 'ToTypeOf');
  const typeNode = toType && elements(need(toType, 'TypeOf'), 'Types')[0];
  const typeToken = typeNode && child(typeNode, 'Type');
  return { value: expression(node, 'Expression'), toType: typeToken && scalarTypeFromName(text(typeToken, 'Text')), span: spanOf(node) };
}

function graphSearch(
  node: MsNode,
): Pick<Extract<Operator, { kind: 'graph-match' | 'graph-shortest-paths' }>, 'patterns' | 'condition' | 'project'> {
  const where = child(node, 'WhereClause');
  const project = child(node, 'ProjectClause');
  return {
    patterns: elements(node, 'Patterns').map((each) => ({
      elements: elements(each, 'PatternElements').map(graphPatternElement),
      span: spanOf(each),
    })),
    condition: where && optional(where, 'Condition'),
    project: project && convertList(project, 'Expressions'),
  };
}

function graphPatternElement(node: MsNode): GraphPatternElement {
  const written = child(node, 'Name');
  const name = (written && text(written, 'SimpleName')) || undefined;
  const span = spanOf(node);
  if (kindOf(node) === 'GraphMatchPatternNode') return { kind: 'node', name, span };
  const first = text(need(node, 'FirstToken'), 'Text');
  const lastToken = child(node, 'LastToken');
  const last = lastToken ? text(lastToken, 'Text') : first;
  const range = child(node, 'Range');
  return {
    kind: 'edge',
    name,
    direction: first.startsWith('<') ? 'left' : last.endsWith('>') ? 'right' : 'any',
    range: range && { min: expression(range, 'RangeStart'), max: expression(range, 'RangeEnd') },
    span,
  };
}

function graphOutput(node: MsNode): GraphOutput {
  const as = child(node, 'AsClause');
  return {
    entity: text(need(node, 'EntityKeyword'), 'Text'),
    as: as && text(need(as, 'Name'), 'SimpleName'),
    parameters: elements(node, 'Parameters').map(convertNamedParameter),
    span: spanOf(node),
  };
}

function findProject(clause: MsNode | undefined): FindColumn[] | undefined {
  const keyword = clause && text(need(clause, 'ProjectKeyword'), 'Text');
  return keyword === 'project' ? elements(clause, 'Columns').map(findColumn) : undefined;
}

function findColumn(node: MsNode): FindColumn {
  const span = spanOf(node);
  switch (kindOf(node)) {
    case 'PackExpression':
      return { kind: 'pack', span };
    case 'TypedColumnReference': {
      const type = scalarTypeFromName(text(need(need(node, 'Type'), 'Type'), 'Text'));
      return { kind: 'column', name: text(need(node, 'Column'), 'SimpleName'), type, span };
    }
    case 'NameReference': {
      const type = typeOf(node.ResultType);
      return { kind: 'column', name: text(node, 'SimpleName'), type: type === 'unknown' ? undefined : type, span };
    }
    default:
      return { kind: 'bad', span };
  }
}

function rowLimit(node: MsNode): Expression | undefined {
  const clause = child(node, 'RowLimitClause');
  return clause && expression(clause, 'RowLimit');
}

function parsePart(node: MsNode): ParsePart {
  const span = spanOf(node);
  switch (kindOf(node)) {
    case 'StarExpression':
      return { kind: 'skip', span };
    case 'NameDeclaration':
      return { kind: 'column', name: text(node, 'SimpleName'), type: 'string', span };
    case 'NameAndTypeDeclaration': {
      const column = convertColumn(node);
      return { kind: 'column', name: column.name, type: column.type, span };
    }
    default:
      return { kind: 'text', value: convertExpression(node), span };
  }
}

function makeSeries(node: MsNode, common: Common): Operator {
  const range = child(node, 'RangeClause');
  const inRange = range && child(range, 'Arguments');
  const part = (clause: string): Expression | undefined => {
    const found = range && !inRange ? child(range, clause) : undefined;
    return found && expression(found, 'Expression');
  };
  return {
    kind: 'make-series',
    aggregates: elements(node, 'Aggregates').map(seriesAggregate),
    on: expression(need(node, 'OnClause'), 'Expression'),
    from: part('MakeSeriesFromClause'),
    to: part('MakeSeriesToClause'),
    step: part('MakeSeriesStepClause'),
    inRange: inRange && convertList(inRange, 'Expressions'),
    by: convertList(child(node, 'ByClause'), 'Expressions'),
    ...common,
  };
}

function seriesAggregate(node: MsNode): MakeSeriesAggregate {
  const fallback = child(node, 'DefaultExpression');
  return { value: expression(node, 'Expression'), defaultValue: fallback && expression(fallback, 'Expression'), span: spanOf(node) };
}

function topNestedClause(node: MsNode): TopNestedClause {
  const others = child(node, 'WithOthersClause');
  return {
    count: optional(node, 'Expression'),
    of: expression(node, 'OfExpression'),
    others: others && expression(others, 'Expression'),
    by: expression(node, 'ByExpression'),
    span: spanOf(node),
  };
}

function partitionBody(operand: MsNode): Expression | undefined {
  return optional(operand, 'Subquery') ?? optional(operand, 'Query');
}

function scanStep(node: MsNode): ScanStep {
  const output = child(node, 'ScanStepOutput');
  const kind = output && child(output, 'OutputKind');
  return {
    name: text(need(node, 'Name'), 'SimpleName'),
    output: kind && text(kind, 'Text'),
    condition: expression(node, 'Condition'),
    assignments: elements(child(node, 'ComputationClause'), 'Assignments').map((assignment) => ({
      name: text(need(assignment, 'Name'), 'SimpleName'),
      value: expression(assignment, 'Expression'),
    })),
    span: spanOf(node),
  };
}

function forkBranch(node: MsNode): { name: string | undefined; body: Expression } {
  const name = child(node, 'NameEquals');
  return { name: name && text(need(name, 'Name'), 'SimpleName'), body: expression(node, 'Expression') };
}

function evaluateSchema(node: MsNode): EvaluateSchema {
  const star = child(node, 'AsteriskToken');
  return { columns: rowSchema(node), keepsInput: star !== undefined && !star.IsMissing };
}
