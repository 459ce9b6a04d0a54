import { connectors } from '../facts/connectors.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { unknownName } from './fields.ts';

/** Nobody knows the connector. New ones appear all the time, so this is an error only where the list of ids is enforced. */
export const unknownConnector: Check = {
  code: 'CONN004',
  name: 'unknown-connector',
  severity: 'warning',
  repositorySeverity: 'error',
  appliesTo: rulesAndHunts,
  *check({ rule }) {
    for (const { connectorId } of rule.requiredDataConnectors) {
      if (connectorId === undefined) continue;
      const otherwise = 'it is none of those that are published';
      yield* unknownName(connectorId, { what: 'The connector', names: connectors().keys(), otherwise });
    }
  },
};
