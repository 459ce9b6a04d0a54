/** Which columns of each node the query reads, so that a reader of logs may leave out the others. */
import { graphSearchExprs } from '../operators/graphSearch/graphSearch.ts';
import { makeSeriesExprs } from '../operators/makeSeries.ts';
import { scanStepsExprs } from '../operators/scanSteps.ts';
import { topNestedExprs } from '../operators/topNested.ts';
import { subqueriesOf } from './children.ts';
import type { Expr } from './expr.ts';
import { columnsRead } from './expr.ts';
import type { PlanNode } from './plan.ts';

/** For each node reachable from `roots` the names that are read of its result. */
export function requiredColumns(roots: readonly PlanNode[]): Map<PlanNode, Set<string>> {
  const required = new Map<PlanNode, Set<string>>();
  const pending: PlanNode[] = [];
  const need = (node: PlanNode, names: Iterable<string>): void => {
    let known = required.get(node);
    const isNew = known === undefined;
    known ??= new Set();
    const before = known.size;
    for (const name of names) known.add(name);
    required.set(node, known);
    if (isNew || known.size > before) pending.push(node);
  };
  const needExpr = (input: PlanNode, exprs: readonly Expr[]): void => {
    for (const expr of exprs) {
      need(input, columnsRead(expr));
      for (const plan of subqueriesOf([expr]))
        need(
          plan,
          plan.columns.slice(0, 1).map((column) => column.name),
        );
    }
  };
  for (const root of roots) need(root, allOf(root));
  for (let node = pending.pop(); node; node = pending.pop()) requireInputs(node, required.get(node) as Set<string>, need, needExpr);
  return required;
}

function allOf(node: PlanNode): string[] {
  return node.columns.map((column) => column.name);
}

type Need = (node: PlanNode, names: Iterable<string>) => void;
type NeedExpr = (input: PlanNode, exprs: readonly Expr[]) => void;

function requireInputs(node: PlanNode, names: ReadonlySet<string>, need: Need, needExpr: NeedExpr): void {
  switch (node.op) {
    case 'scan':
    case 'values':
    case 'context-table':
      return;
    case 'plugin':
      for (const table of [node.input, ...node.others]) need(table, allOf(table));
      needExpr(node.input, node.exprs);
      return;
    case 'graph':
      need(node.edges, [node.source, node.target]);
      if (node.nodes) need(node.nodes, allOf(node.nodes));
      return;
    case 'graph-components':
      need(node.input, allOf(node.input));
      need(node.graph.edges, [node.graph.source, node.graph.target]);
      return;
    case 'graph-match':
      for (const table of [node.input, node.graph.edges]) need(table, allOf(table));
      for (const plan of subqueriesOf(graphSearchExprs(node))) need(plan, allOf(plan));
      return;
    case 'range':
      needExpr(node, [node.from, node.to, node.step]);
      return;
    case 'where':
      need(node.input, names);
      needExpr(node.input, node.conditions);
      return;
    case 'project':
      need(node.input, []);
      needExpr(
        node.input,
        node.items.filter((item) => names.has(item.name)).map((item) => item.expr),
      );
      return;
    case 'summarize':
      need(node.input, []);
      needExpr(
        node.input,
        node.keys.map((key) => key.expr),
      );
      needExpr(
        node.input,
        node.aggregates.filter((each) => names.has(each.name)).flatMap((each) => each.args),
      );
      return;
    case 'sort':
      need(node.input, names);
      needExpr(node.input, [...node.keys.map((key) => key.expr), ...(node.count ? [node.count] : [])]);
      return;
    case 'take':
      need(node.input, names);
      needExpr(node.input, [node.count]);
      return;
    case 'serialize':
      need(node.input, names);
      return;
    case 'distinct':
    case 'getschema':
      need(node.input, allOf(node.input));
      return;
    case 'union':
      node.inputs.forEach((input, position) => {
        const shift = node.sourceNames ? 1 : 0;
        need(
          input,
          node.sources.flatMap((sources, column) => (names.has(node.columns[column + shift].name) ? (sources[position] ?? []) : [])),
        );
      });
      return;
    case 'join':
      need(node.left, sideNames(node.output, node.columns, names, 'left'));
      need(node.right, sideNames(node.output, node.columns, names, 'right'));
      needExpr(node.left, node.leftKeys);
      needExpr(node.right, node.rightKeys);
      return;
    case 'mv-expand':
      need(
        node.input,
        node.input.columns.filter((column) => names.has(column.name)).map((column) => column.name),
      );
      needExpr(node.input, [...node.items.map((item) => item.expr), ...(node.limit ? [node.limit] : [])]);
      return;
    case 'mv-apply':
      need(node.expand, allOf(node.expand));
      need(node.body, allOf(node.body));
      return;
    case 'make-series':
      need(node.input, []);
      needExpr(node.input, makeSeriesExprs(node));
      return;
    case 'top-nested':
      need(node.input, []);
      needExpr(node.input, topNestedExprs(node));
      return;
    case 'scan-steps':
      need(node.input, allOf(node.input));
      for (const plan of subqueriesOf(scanStepsExprs(node))) need(plan, allOf(plan));
      return;
    case 'partition':
      need(node.input, allOf(node.input));
      need(node.body, allOf(node.body));
      return;
    case 'reduce':
    case 'parse-kv':
    case 'parse':
      need(
        node.input,
        node.input.columns.filter((column) => names.has(column.name)).map((column) => column.name),
      );
      needExpr(node.input, [node.value]);
  }
}

function sideNames(
  output: readonly { side: 'left' | 'right'; name: string }[],
  columns: readonly { name: string }[],
  names: ReadonlySet<string>,
  side: 'left' | 'right',
): string[] {
  return output.flatMap((item, position) => (item.side === side && names.has(columns[position].name) ? [item.name] : []));
}
