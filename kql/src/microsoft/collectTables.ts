import type { TableReference } from '../bind.ts';
import type { Catalog } from '../catalog.ts';
import type { Span } from '../span.ts';
import { elements, kindOf, spanOf, symbolKindOf } from './accessors.ts';
import { isKept } from './incremental/analyse.ts';
import type { MsCode, MsNode } from './nodes.ts';

/** What a statement reads, and where it stood when that was found. */
const readBy = new WeakMap<MsNode, { readonly start: number; readonly catalog: Catalog; readonly tables: readonly TableReference[] }>();

/**
 * The tables that a query reads, also through the functions it calls; each at the place in the query that names it or the function. What a
 * statement read in the version before is taken over where the binder has kept it.
 */
export function collectTables(code: MsCode, catalog: Catalog): TableReference[] {
  return elements(code.Syntax, 'Statements').flatMap((node) => {
    const known = isKept(code, node) ? readBy.get(node) : undefined;
    const tables = known?.catalog === catalog ? moved(known.tables, node.TextStart - known.start) : tablesIn(node, catalog);
    readBy.set(node, { start: node.TextStart, catalog, tables });
    return tables;
  });
}

function moved(tables: readonly TableReference[], by: number): readonly TableReference[] {
  return by === 0 ? tables : tables.map(({ name, span }) => ({ name, span: { start: span.start + by, end: span.end + by } }));
}

function tablesIn(root: MsNode, catalog: Catalog): TableReference[] {
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
