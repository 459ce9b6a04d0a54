import { replaceFix } from '../diagnostic.ts';
import { connectors } from '../facts/connectors.ts';
import { nearestName } from '../nearestName.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { dataTypeName } from './dataTypeName.ts';

/** A data type that is almost one which the connector feeds. Connectors feed more than they declare, so that others may well be right. */
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
        if (declared.has(name) || declared.has(value) || query?.bound.catalog.tables.has(name)) continue;
        const near = nearestName(name, declared);
        if (near === undefined) continue;
        const message = `The connector \`${connector.id}\` has no data type \`${name}\`; did you mean \`${near}\`?`;
        yield { span, message, fixes: [replaceFix(span, value.replace(name, near))] };
      }
    }
  },
};
