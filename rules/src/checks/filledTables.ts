import { connectors } from '../facts/connectors.ts';
import { dataTypeName } from './dataTypeName.ts';

let filling: ReadonlyMap<string, string> | undefined;

/** The tables that some connector is known to fill, each with the id of one. Parsers that stand for tables are not among them. */
export function filledTables(): ReadonlyMap<string, string> {
  if (filling !== undefined) return filling;
  const found = new Map<string, string>();
  for (const { id, dataTypes, isDeprecated } of connectors().values())
    for (const name of dataTypes.map(dataTypeName)) if (!found.has(name) || !isDeprecated) found.set(name, id);
  filling = found;
  return found;
}
