import { type Check, rulesAndHunts } from './check.ts';

export const repeatedConnector: Check = {
  code: 'CONN011',
  name: 'repeated-connector',
  severity: 'info',
  appliesTo: rulesAndHunts,
  *check({ rule }) {
    const seen = new Set<string>();
    for (const { connectorId } of rule.requiredDataConnectors) {
      if (connectorId === undefined) continue;
      if (seen.has(connectorId.value))
        yield {
          span: connectorId.span,
          message: `The connector \`${connectorId.value}\` is listed twice; put its data types into one item`,
        };
      seen.add(connectorId.value);
    }
  },
};
