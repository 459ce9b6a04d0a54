/** What of the language the engine runs, by name: for documentation and for those who ask before they run. */
import { aggregateNames } from './functions/aggregateRegistry.ts';
import { scalarFunctionNames } from './functions/registry.ts';
import { graphFunctionNames } from './operators/graphSearch/matchColumns.ts';
import { specialCallNames } from './plan/planExpression.ts';
import { pluginNames } from './plugins/pluginRegistry.ts';

export interface SupportedNames {
  readonly functions: ReadonlySet<string>;
  readonly aggregates: ReadonlySet<string>;
  readonly plugins: ReadonlySet<string>;
}

/** Names that may be called. Some refuse some of their arguments, by name and at their place. */
export function supportedNames(): SupportedNames {
  return {
    functions: new Set([...scalarFunctionNames(), ...specialCallNames(), ...graphFunctionNames]),
    aggregates: new Set([...aggregateNames(), 'arg_max', 'arg_min', 'argmax', 'argmin', 'take_any', 'any', 'percentiles', 'percentilesw']),
    plugins: new Set(pluginNames()),
  };
}
