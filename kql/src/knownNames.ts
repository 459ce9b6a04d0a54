import { Bridge, Kusto } from './microsoft/load.ts';
import type { MsSymbol } from './microsoft/nodes.ts';

/** The names of what the language has built in, as the binder knows it; what begins with two underscores is its own. */
export interface KnownNames {
  readonly functions: readonly string[];
  readonly aggregates: readonly string[];
  readonly plugins: readonly string[];
}

export function knownNames(): KnownNames {
  const namesOf = (symbols: unknown): string[] =>
    [...new Set(Bridge.toArray<MsSymbol>(symbols).map((symbol) => symbol.Name))].filter((name) => !name.startsWith('__')).sort();
  return {
    functions: namesOf(Kusto.Functions.All),
    aggregates: namesOf(Kusto.Aggregates.All),
    plugins: namesOf(Kusto.PlugIns.All),
  };
}
