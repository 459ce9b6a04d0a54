import { entryOf, isBlank } from '../yaml/yamlTree.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { connectorItems } from './connectorItems.ts';
import { headSpan } from './fields.ts';

export const missingDataTypes: Check = {
  code: 'CONN003',
  name: 'missing-data-types',
  // As for CONN001: only the repository's checks read connectors.
  severity: 'warning',
  repositorySeverity: 'error',
  appliesTo: rulesAndHunts,
  *check(context) {
    for (const item of connectorItems(context)) {
      if (item.type !== 'map') continue;
      const entry = entryOf(item, 'dataTypes');
      if (entry === undefined)
        yield {
          span: headSpan(context, item),
          message: 'A required connector needs `dataTypes`: the tables it feeds',
        };
      else if (isBlank(entry.value))
        yield {
          span: entry.keySpan,
          message: '`dataTypes` has no value; list the tables the connector feeds',
        };
    }
  },
};
