import { type Connector, connectors } from '../facts/connectors.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { dataTypeName } from './dataTypeName.ts';

/** The agent behind it is switched off, or another connector has taken over. */
export const deprecatedConnector: Check = {
  code: 'CONN006',
  name: 'deprecated-connector',
  severity: 'info',
  appliesTo: rulesAndHunts,
  *check({ rule }) {
    const listed = new Set(rule.requiredDataConnectors.map(({ connectorId }) => connectorId?.value));
    for (const { connectorId } of rule.requiredDataConnectors) {
      const connector = connectors().get(connectorId?.value ?? '');
      if (connectorId === undefined || connector?.isDeprecated !== true) continue;
      const next = successorOf(connector);
      if (next !== undefined && listed.has(next)) continue;
      const instead = next === undefined ? '' : `; its data now come through \`${next}\``;
      yield { span: connectorId.span, message: `The connector \`${connector.id}\` is deprecated${instead}` };
    }
  },
};

const collectors: Readonly<Record<string, string>> = { CommonSecurityLog: 'CefAma', Syslog: 'SyslogAma' };

/** The connector of the new agent for the same table. */
function successorOf({ id, dataTypes }: Connector): string | undefined {
  const candidates = [`${id}Ama`, ...dataTypes.flatMap((type) => collectors[dataTypeName(type)] ?? [])];
  return candidates.find((candidate) => connectors().get(candidate)?.isDeprecated === false);
}
