/** What the binder takes for the graph that an operator reads. */
export interface GraphBinder {
  GetGraphSymbol(operator: unknown): { readonly EdgeShape?: unknown } | null;
}

/**
 * Where `graph-match` reads what is no graph, as half-typed text does, the binder goes on with whatever it finds and throws. It knows no graph
 * well enough: that is what it is told here.
 */
export function leaveOutShapelessGraphs(binder: GraphBinder): void {
  const original = binder.GetGraphSymbol;
  binder.GetGraphSymbol = (operator) => {
    const found = original(operator);
    return found?.EdgeShape ? found : null;
  };
}
