import { replaceFix } from '../diagnostic.ts';
import { connectors } from '../facts/connectors.ts';
import { nearestName } from '../nearestName.ts';
import { type Check, type CheckedQuery, rulesAndHunts } from './check.ts';
import { dataTypeName } from './dataTypeName.ts';
import { orList } from './fields.ts';
import { filledTables } from './filledTables.ts';

/**
 * A data type that is almost one which the connector feeds, or that nobody knows. Connectors feed more than they declare, so that others may well be
 * right.
 */
export const undeclaredDataType: Check = {
  code: 'CONN007',
  name: 'undeclared-data-type',
  severity: 'info',
  appliesTo: rulesAndHunts,
  *check({ rule, query }) {
    for (const { connectorId, dataTypes } of rule.requiredDataConnectors) {
      const connector = connectors().get(connectorId?.value ?? '');
      if (connector === undefined) continue;
      const declared = new Set([...connector.dataTypes, ...connector.ruleTables].map(dataTypeName));
      for (const { value, span } of dataTypes) {
        const name = dataTypeName(value);
        if (declared.has(name) || declared.has(value)) continue;
        const isTable = query?.bound.catalog.tables.has(name) === true;
        const other = filledTables().get(name);
        const near = isTable ? undefined : nearestName(name, declared);
        const message = `The connector \`${connector.id}\` has no data type \`${name}\``;
        if (near !== undefined)
          yield { span, message: `${message}; did you mean \`${near}\`?`, fixes: [replaceFix(span, value.replace(name, near))] };
        else if (isTable && other !== undefined && query?.bound.text.includes(name) === false)
          yield { span, message: `${message}; it is one of \`${other}\`, and the query does not name it` };
        else if (query !== undefined && isUnheardOf(name, query))
          yield { span, message: `${message}, and the query does not read it; it has ${orList([...declared])}` };
      }
    }
  },
};

/** No connector feeds it, nothing in the catalog is called so, and the query does not speak of it. */
function isUnheardOf(name: string, { bound }: CheckedQuery): boolean {
  return !filledTables().has(name) && !bound.catalog.functions.has(name) && !bound.text.includes(name);
}
