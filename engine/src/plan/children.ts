import { graphSearchExprs } from '../operators/graphSearch/graphSearch.ts';
import { makeSeriesExprs } from '../operators/makeSeries.ts';
import { scanStepsExprs } from '../operators/scanSteps.ts';
import { topNestedExprs } from '../operators/topNested.ts';
import type { Expr } from './expr.ts';
import type { PlanNode } from './plan.ts';

/** The nodes whose results `node` reads, those of subqueries in its expressions included. */
export function children(node: PlanNode): readonly PlanNode[] {
  switch (node.op) {
    case 'scan':
    case 'values':
    case 'context-table':
      return [];
    case 'plugin':
      return [node.input, ...node.others, ...subqueriesOf(node.exprs)];
    case 'graph':
      return node.nodes ? [node.edges, node.nodes] : [node.edges];
    case 'graph-components':
      return [node.input, node.graph.edges];
    case 'graph-match':
      return [node.input, node.graph.edges, ...subqueriesOf(graphSearchExprs(node))];
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
    case 'make-series':
      return [node.input, ...subqueriesOf(makeSeriesExprs(node))];
    case 'top-nested':
      return [node.input, ...subqueriesOf(topNestedExprs(node))];
    case 'scan-steps':
      return [node.input, ...subqueriesOf(scanStepsExprs(node))];
    case 'partition':
      return [node.input, node.body];
    case 'reduce':
    case 'parse-kv':
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

const freeContexts = new WeakMap<PlanNode, ReadonlySet<object>>();

/** The context tables that `node` reads and that an operator around it has to provide, by their keys. */
function contextsOf(node: PlanNode): ReadonlySet<object> {
  let keys = freeContexts.get(node);
  if (!keys) {
    const read = new Set(children(node).flatMap((each) => [...contextsOf(each)]));
    if (node.op === 'context-table') read.add(node.key);
    for (const key of providedContexts(node)) read.delete(key);
    keys = read;
    freeContexts.set(node, keys);
  }
  return keys;
}

/** The context tables that `node` itself provides to its subquery. */
function providedContexts(node: PlanNode): readonly object[] {
  if (node.op === 'mv-apply') return [node.context.key];
  return node.op === 'partition' ? [node.rows.key, node.keyRow.key] : [];
}

/** Whether the result of `node` depends on the rows that an operator such as `mv-apply` hands to its subquery. */
export function dependsOnContext(node: PlanNode): boolean {
  return contextsOf(node).size > 0;
}
