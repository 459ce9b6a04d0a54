import { type Check, rulesAndHunts } from './check.ts';
import { dataTypeName } from './dataTypeName.ts';
import { filledTables } from './filledTables.ts';
import { tablesRead } from './tablesRead.ts';

/** The rule asks for a table that its query never reads. */
export const unreadDataType: Check = {
  code: 'CONN008',
  name: 'unread-data-type',
  severity: 'warning',
  appliesTo: rulesAndHunts,
  *check({ rule, query }) {
    if (query === undefined || rule.requiredDataConnectors.length === 0) return;
    const { names, isComplete, functions } = tablesRead(query);
    // A name that nobody fills may be a parser, which reads what the rule asks for.
    if (!isComplete || names.size === 0 || functions.size > 0 || [...names].some((name) => !filledTables().has(name))) return;
    for (const { value, span } of rule.requiredDataConnectors.flatMap(({ dataTypes }) => dataTypes)) {
      const name = dataTypeName(value);
      if (names.has(name) || !query.bound.catalog.tables.has(name)) continue;
      yield { span, message: `The query does not read \`${name}\`; it reads ${[...names].map((table) => `\`${table}\``).join(', ')}` };
    }
  },
};
