import { connectors } from '../facts/connectors.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { dataTypeName } from './dataTypeName.ts';
import { filledTables } from './filledTables.ts';

/** Tables that Sentinel fills itself, for which nobody connects anything. */
const ownTables = new Set([
  'SecurityAlert',
  'SecurityIncident',
  'IdentityInfo',
  'BehaviorAnalytics',
  'UserPeerAnalytics',
  'UserAccessAnalytics',
  'Anomalies',
  'HuntingBookmark',
  'Watchlist',
  'SentinelHealth',
  'SentinelAudit',
  'LAQueryLogs',
  'Usage',
  'Operation',
  'Heartbeat',
  'ThreatIntelligenceIndicator',
  'ThreatIntelIndicators',
  'ThreatIntelObjects',
  'AzureDiagnostics',
]);

/** The query reads a table that no listed connector is known to fill: whoever enables the rule is not told to connect it. */
export const tableWithoutConnector: Check = {
  code: 'CONN009',
  name: 'table-without-connector',
  severity: 'info',
  appliesTo: rulesAndHunts,
  *check({ rule, query }) {
    const required = rule.requiredDataConnectors;
    if (query === undefined || required.length === 0) return;
    const known = required.map(({ connectorId }) => connectors().get(connectorId?.value ?? ''));
    if (known.some((connector) => connector === undefined || connector.dataTypes.length === 0)) return;
    const provided = new Set([
      ...known.flatMap((connector) => [...(connector?.dataTypes ?? []), ...(connector?.ruleTables ?? [])]).map(dataTypeName),
      ...required.flatMap(({ dataTypes }) => dataTypes.map(({ value }) => dataTypeName(value))),
    ]);
    const reported = new Set<string>();
    for (const { name, span } of query.bound.tables) {
      // A table behind a function is the function's affair.
      if (
        query.bound.text.slice(span.start, span.end) !== name ||
        provided.has(name) ||
        ownTables.has(name) ||
        reported.has(name) ||
        !filledTables().has(name)
      )
        continue;
      reported.add(name);
      yield {
        span: query.embedded.toSource(span),
        message: `None of the required connectors fills \`${name}\`, as \`${filledTables().get(name)}\` does`,
      };
    }
  },
};
