import { type Check, rulesAndHunts } from './check.ts';

/** Tables that are on their way out, and what comes instead. */
const successors: ReadonlyMap<string, string> = new Map([
  ['ThreatIntelligenceIndicator', '`ThreatIntelIndicators` and `ThreatIntelObjects`'],
]);

export const replacedTable: Check = {
  code: 'KQL016',
  name: 'replaced-table',
  severity: 'info',
  appliesTo: rulesAndHunts,
  *check({ query }) {
    const reference = query?.bound.tables.find(({ name }) => successors.has(name));
    if (query === undefined || reference === undefined) return;
    const message = `\`${reference.name}\` is being replaced by ${successors.get(reference.name)}`;
    yield { span: query.embedded.toSource(reference.span), message };
  },
};
