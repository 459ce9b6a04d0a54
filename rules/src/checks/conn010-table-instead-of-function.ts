import { replaceFix } from '../diagnostic.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { dataTypeName } from './dataTypeName.ts';

/** A query that reads a table only through a parser needs the parser, and says so. */
export const tableInsteadOfFunction: Check = {
  code: 'CONN010',
  name: 'table-instead-of-function',
  severity: 'info',
  appliesTo: rulesAndHunts,
  *check({ rule, query }) {
    if (query === undefined) return;
    const { tables, text, catalog } = query.bound;
    const written = tables.map(({ name, span }) => ({ name, by: /^\w+/.exec(text.slice(span.start, span.end))?.[0] ?? name }));
    const direct = new Set(written.filter(({ name, by }) => name === by).map(({ name }) => name));
    for (const { value, span } of rule.requiredDataConnectors.flatMap(({ dataTypes }) => dataTypes)) {
      const name = dataTypeName(value);
      const through = written.find((table) => table.name === name && catalog.functions.has(table.by))?.by;
      if (through === undefined || direct.has(name)) continue;
      const message = `The query reads \`${name}\` through the function \`${through}\`; name that as the data type`;
      yield { span, message, fixes: [replaceFix(span, through)] };
    }
  },
};
