/** Tabular expressions: from bound syntax to plan nodes. */
import type { Call, Expression } from '@rulesmith/kql';
import { planDatatable } from '../operators/datatable.ts';
import { planExternalData } from '../operators/externalData.ts';
import { planOperator, planSourceOperator } from '../operators/plan.ts';
import { planFunctionScan, planScan } from '../operators/scan.ts';
import { planWildcardUnion } from '../operators/union.ts';
import { invalid, unsupported } from '../queryError.ts';
import type { PlanNode } from './plan.ts';
import { planExpression } from './planExpression.ts';
import { bindUserFunction, planBareFunction } from './planFunction.ts';
import { patternCall, planPattern } from './planPattern.ts';
import type { Scope } from './scope.ts';

export function planTable(node: Expression, scope: Scope): PlanNode {
  const pattern = patternCall(node, scope);
  if (pattern) return planPattern(pattern.call, pattern.path, scope);
  switch (node.kind) {
    case 'pipe':
      return planPipe(node, scope);
    case 'name':
      return planTableName(node.name, node, scope);
    case 'named':
      return planTable(node.value, scope);
    case 'materialize':
    case 'to-table':
      return planTable(node.value, scope);
    case 'operator-source':
      return planSourceOperator(node.operator, scope);
    case 'datatable':
      return planDatatable(node, scope);
    case 'call':
      return planTabularCall(node, scope);
    case 'wildcard':
      return planWildcardUnion(node.pattern, node.span, scope);
    case 'bad':
      throw invalid(`The query is not complete: ${node.what}`, node.span);
    case 'externaldata':
      return planExternalData(node, scope);
    default:
      throw invalid('A table is needed here', node.span);
  }
}

/** Iterative, since rules pipe hundreds of operators. */
function planPipe(node: Extract<Expression, { kind: 'pipe' }>, scope: Scope): PlanNode {
  const pipes = [node];
  while (pipes[0].source.kind === 'pipe') pipes.unshift(pipes[0].source);
  let plan = planTable(pipes[0].source, scope);
  let inner = scope;
  for (const { operator } of pipes) {
    plan = planOperator(operator, plan, inner);
    if (operator.kind === 'as') inner = inner.with(operator.name, { kind: 'table', plan });
  }
  return plan;
}

function planTableName(name: string, node: Expression, scope: Scope): PlanNode {
  const binding = scope.variable(name);
  if (binding?.kind === 'table') return binding.plan;
  if (binding?.kind === 'function') return planBareFunction(name, binding, node.span, planTable);
  if (binding?.kind === 'scalar') throw invalid(`\`${name}\` is a scalar; a table is needed here`, node.span);
  if (node.kind === 'name' && node.call) return planTabularCall(node.call, scope);
  const table = scope.catalog.tables.get(name);
  if (table) return planScan(table, node.span);
  throw invalid(`There is no table named \`${name}\``, node.span);
}

function planTabularCall(node: Call, scope: Scope): PlanNode {
  if (node.name === 'materialize' && node.arguments.length === 1) return planTable(node.arguments[0], scope);
  if (node.expansion) return bindUserFunction(node, scope, planTable);
  if (node.name === 'table' && node.arguments.length >= 1) {
    const name = planExpression(node.arguments[0], scope);
    if (name.kind === 'constant' && typeof name.value === 'string') return planTableName(name.value, node, scope);
  }
  const declared = scope.catalog.functions.get(node.name);
  if (declared) return planFunctionScan(declared, node, scope);
  if (node.target === 'unresolved') throw invalid(`There is no function named \`${node.name}\``, node.nameSpan);
  throw unsupported(`\`${node.name}()\``, node.nameSpan);
}
