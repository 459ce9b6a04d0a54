import { connectors } from '../facts/connectors.ts';
import { type Check, rulesOnly } from './check.ts';
import { dataTypeName } from './dataTypeName.ts';
import { fieldOf, orList } from './fields.ts';
import { tablesRead } from './tablesRead.ts';

const mostShown = 3;

/** The query reads tables that connectors fill, but the rule lists none. */
export const noConnectorListed: Check = {
  code: 'CONN012',
  name: 'no-connector-listed',
  severity: 'info',
  repositoryOnly: true,
  appliesTo: rulesOnly,
  *check(context) {
    const entry = fieldOf(context, 'requiredDataConnectors');
    if (context.query === undefined || entry?.value.type !== 'list' || entry.value.items.length > 0) return;
    const { names } = tablesRead(context.query);
    const filling = [...connectors().values()].filter(
      ({ isDeprecated, isAccepted, dataTypes }) => isAccepted && !isDeprecated && dataTypes.some((type) => names.has(dataTypeName(type))),
    );
    // A table that many connectors fill does not tell which one is meant.
    if (filling.length === 0 || filling.length > mostShown) return;
    yield { span: entry.keySpan, message: `The query reads what ${orList(filling.map(({ id }) => id))} brings; list it` };
  },
};
