import type { TableReference } from '../bind.ts';
import type { Catalog } from '../catalog.ts';
import type { Span } from '../span.ts';
import { kindOf, spanOf, symbolKindOf } from './accessors.ts';
import type { MsNode } from './nodes.ts';

/** The tables that a query reads, also through the functions it calls; each at the place in the query that names it or the function. */
export function collectTables(root: MsNode, catalog: Catalog): TableReference[] {
  const found: TableReference[] = [];
  const visitedBodies = new Set<MsNode>();

  const visit = (node: MsNode, callSite: Span | undefined): void => {
    const kind = kindOf(node);
    const symbol = node.ReferencedSymbol;
    if (kind === 'NameReference' && symbol && symbolKindOf(symbol) === 'Table' && catalog.tables.has(symbol.Name)) {
      found.push({ name: symbol.Name, span: callSite ?? spanOf(node) });
    }
    const calls =
      kind === 'FunctionCallExpression' ||
      (kind === 'NameReference' && node.Parent !== null && kindOf(node.Parent) !== 'FunctionCallExpression');
    if (calls && symbol && catalog.functions.has(symbol.Name)) visitBody(node, callSite);
    for (let index = 0; index < node.ChildCount; index++) {
      const inner = node.GetChild(index);
      if (inner) visit(inner, callSite);
    }
  };
  const visitBody = (call: MsNode, callSite: Span | undefined): void => {
    const body = call.GetCalledFunctionBody?.();
    if (!body || visitedBodies.has(body)) return;
    visitedBodies.add(body);
    visit(body, callSite ?? spanOf(call));
  };
  visit(root, undefined);
  return found;
}
