import type { Expr } from './expr.ts';
import type { PlanNode } from './plan.ts';

/** The nodes whose results `node` reads, those of subqueries in its expressions included. */
export function children(node: PlanNode): readonly PlanNode[] {
  switch (node.op) {
    case 'scan':
    case 'values':
    case 'context-table':
      return [];
    case 'range':
      return subqueriesOf([node.from, node.to, node.step]);
    case 'where':
      return [node.input, ...subqueriesOf(node.conditions)];
    case 'project':
      return [node.input, ...subqueriesOf(node.items.map((item) => item.expr))];
    case 'summarize':
      return [node.input, ...subqueriesOf([...node.keys.map((key) => key.expr), ...node.aggregates.flatMap((each) => each.args)])];
    case 'sort':
      return [node.input, ...subqueriesOf([...node.keys.map((key) => key.expr), ...(node.count ? [node.count] : [])])];
    case 'take':
      return [node.input, ...subqueriesOf([node.count])];
    case 'serialize':
    case 'distinct':
    case 'getschema':
      return [node.input];
    case 'union':
      return node.inputs;
    case 'join':
      return [node.left, node.right, ...subqueriesOf([...node.leftKeys, ...node.rightKeys])];
    case 'mv-expand':
      return [node.input, ...subqueriesOf([...node.items.map((item) => item.expr), ...(node.limit ? [node.limit] : [])])];
    case 'mv-apply':
      return [node.expand, node.body];
    case 'parse':
      return [node.input, ...subqueriesOf([node.value])];
  }
}

/** The plans of the subqueries in `exprs`. */
export function subqueriesOf(exprs: readonly Expr[]): PlanNode[] {
  return exprs.flatMap((expr) => {
    if (expr.kind === 'subquery' || expr.kind === 'table-values') return [expr.plan];
    return expr.kind === 'call' ? subqueriesOf(expr.args) : [];
  });
}

const dependent = new WeakMap<PlanNode, boolean>();

/** Whether the result of `node` depends on the rows that an operator such as `mv-apply` hands to its subquery. */
export function dependsOnContext(node: PlanNode): boolean {
  let answer = dependent.get(node);
  if (answer === undefined) {
    answer = node.op === 'context-table' || children(node).some(dependsOnContext);
    dependent.set(node, answer);
  }
  return answer;
}
