import { entryOf, isBlank } from '../yaml/yamlTree.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { connectorItems } from './connectorItems.ts';
import { headSpan } from './fields.ts';

export const missingConnectorId: Check = {
  code: 'CONN002',
  name: 'missing-connector-id',
  // As for CONN001: only the repository's checks read connectors.
  severity: 'warning',
  repositorySeverity: 'error',
  appliesTo: rulesAndHunts,
  *check(context) {
    for (const item of connectorItems(context)) {
      const entry = entryOf(item, 'connectorId');
      if (entry === undefined)
        yield {
          span: headSpan(context, item),
          message: 'A required connector needs a `connectorId`',
        };
      else if (isBlank(entry.value)) yield { span: entry.keySpan, message: '`connectorId` has no value' };
    }
  },
};
