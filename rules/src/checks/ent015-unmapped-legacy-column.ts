import { type Check, rulesOnly } from './check.ts';
import { isScheduled } from './kinds.ts';
import { legacyEntityColumns } from './legacyEntityColumns.ts';

/** The service no longer reads entities from columns of these names; only the mapping counts. */
export const unmappedLegacyColumn: Check = {
  code: 'ENT015',
  name: 'unmapped-legacy-column',
  severity: 'warning',
  repositorySeverity: 'error',
  appliesTo: rulesOnly,
  *check({ rule, query }) {
    if (query === undefined || !isScheduled(rule.kind?.value)) return;
    const mapped = new Set(rule.entityMappings.flatMap(({ fieldMappings }) => fieldMappings.map(({ columnName }) => columnName?.value)));
    for (const [column, type] of legacyEntityColumns) {
      const start = query.embedded.text.search(new RegExp(`\\b${column}\\b`));
      if (start < 0 || mapped.has(column)) continue;
      const span = query.embedded.map.toSource({ start, end: start + column.length });
      yield { span, message: `\`${column}\` names no entity by itself: map it to \`${type}\` in \`entityMappings\`, or take it out` };
    }
  },
};
