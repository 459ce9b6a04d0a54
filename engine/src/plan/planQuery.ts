/** A whole query: its statements in order. */
import type { BoundQuery, Expression, Operator, Statement } from '@rulesmith/kql';
import type { QueryContext } from '../context.ts';
import { planBranches } from '../operators/branches.ts';
import { planPluginBranches } from '../operators/evaluate.ts';
import { graphOf } from '../operators/graphMarkComponents.ts';
import { planGraphTables } from '../operators/graphToTable.ts';
import { planOperator } from '../operators/plan.ts';
import { invalid, unsupported } from '../queryError.ts';
import type { PlanNode, PlanStage, QueryPlan } from './plan.ts';
import { isTabular, planExpression } from './planExpression.ts';
import { planTable } from './planTable.ts';
import { PlanTime } from './planTime.ts';
import { planOption } from './queryOptions.ts';
import { Scope } from './scope.ts';

/** The plan of the tabular statements of `query`. Throws a `QueryError` for what cannot be run. */
export function planQuery(query: BoundQuery, context: QueryContext): QueryPlan {
  let scope = new Scope(query.catalog, new PlanTime(context));
  let result: QueryPlan | undefined;
  for (const statement of query.syntax.statements) {
    switch (statement.kind) {
      case 'let':
        scope = planLet(statement, scope);
        break;
      case 'expression-statement':
        if (namesTables(statement.expression)) {
          scope = planNamedTables(statement.expression, scope);
          break;
        }
        result = together(result, planStages(statement.expression, scope));
        break;
      case 'set-option':
        scope = planOption(statement, scope);
        break;
      case 'pattern':
        scope = scope.with(statement.name, { kind: 'pattern', scope, matches: statement.matches });
        break;
      case 'query-parameters':
        for (const parameter of statement.parameters) {
          if (!parameter.defaultValue) throw invalid(`The query parameter \`${parameter.name}\` has no value`, parameter.span);
          scope = scope.with(parameter.name, { kind: 'scalar', expr: planExpression(parameter.defaultValue, scope) });
        }
        break;
      default:
        throw unsupported(`The statement \`${statement.what}\``, statement.span);
    }
  }
  if (!result) throw invalid('The query has no tabular result: its last statement must be an expression');
  return result;
}

type GraphExport = Extract<Expression, { kind: 'pipe' }> & { readonly operator: Extract<Operator, { kind: 'graph-to-table' }> };

/** Whether a statement has no result of its own but names tables: `graph-to-table nodes as N, edges as E`. */
function namesTables(node: Expression): node is GraphExport {
  return node.kind === 'pipe' && node.operator.kind === 'graph-to-table' && node.operator.outputs.length > 1;
}

function planNamedTables({ source, operator }: GraphExport, scope: Scope): Scope {
  const tables = planGraphTables(operator, planTable(source, scope));
  return tables.reduce((outer, { name, plan }) => outer.with(name, { kind: 'table', plan }), scope);
}

/** The scope after a `let`. */
export function planLet(statement: Extract<Statement, { kind: 'let' }>, scope: Scope): Scope {
  const value = statement.value;
  if (value.kind === 'function') return scope.with(statement.name, { kind: 'function', scope, body: value.body, isView: value.isView });
  if (isTabular(value, scope)) return scope.with(statement.name, { kind: 'table', plan: planTable(value, scope) });
  return scope.with(statement.name, { kind: 'scalar', expr: planExpression(value, scope) });
}

function together(first: QueryPlan | undefined, next: QueryPlan): QueryPlan {
  return first === undefined ? next : { ...first, others: [...first.others, next.root, ...next.others] };
}

/** The results of an operator that gives several; undefined for one that gives one. */
function planResults(operator: Operator, input: PlanNode, scope: Scope): readonly [PlanNode, ...PlanNode[]] | undefined {
  if (operator.kind === 'fork' || operator.kind === 'facet') return planBranches(operator, input, scope);
  return planPluginBranches(operator, input, scope);
}

/** The pipeline of the result, with a stage for its source and one for each operator. */
function planStages(node: Expression, scope: Scope): QueryPlan {
  const operators: Extract<Expression, { kind: 'pipe' }>[] = [];
  let source = node;
  while (source.kind === 'pipe') {
    operators.unshift(source);
    source = source.source;
  }
  if (!isTabular(source, scope)) throw invalid('The query must return a table: this is a scalar', source.span);
  let root: PlanNode = planTable(source, scope);
  const stages: PlanStage[] = [{ node: root, span: source.span }];
  let inner = scope;
  let others: readonly PlanNode[] = [];
  for (const { operator } of operators) {
    const branches = planResults(operator, root, inner);
    if (branches) {
      [root, ...others] = branches;
      stages.push({ node: root, span: operator.span });
      continue;
    }
    if (others.length > 0 && operator.kind !== 'render') throw invalid('Only `render` may follow several results', operator.span);
    root = planOperator(operator, root, inner);
    if (operator.kind === 'as') inner = inner.with(operator.name, { kind: 'table', plan: root });
    stages.push({ node: root, span: operator.span });
  }
  if (graphOf(root)) throw invalid('A graph is no table: `graph-to-table` makes one', node.span);
  return { root, stages, others };
}
