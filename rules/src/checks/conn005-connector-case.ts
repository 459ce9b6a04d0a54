import { connectors } from '../facts/connectors.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { wrongCase } from './fields.ts';

/** Connector ids are compared letter by letter. */
export const connectorCase: Check = {
  code: 'CONN005',
  name: 'connector-case',
  severity: 'warning',
  fixesKeepMeaning: true,
  appliesTo: rulesAndHunts,
  *check({ rule }) {
    for (const { connectorId } of rule.requiredDataConnectors) {
      if (connectorId === undefined || connectors().has(connectorId.value)) continue;
      yield* wrongCase(connectorId, {
        what: 'The connector',
        names: connectors().keys(),
        otherwise: '',
      });
    }
  },
};
