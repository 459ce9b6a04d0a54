import { type Check, huntsOnly } from './check.ts';
import { legacyEntityColumns } from './legacyEntityColumns.ts';

export const legacyColumnInHunt: Check = {
  code: 'ENT016',
  name: 'legacy-column-in-hunt',
  severity: 'info',
  repositoryOnly: true,
  appliesTo: huntsOnly,
  *check({ rule, query }) {
    if (query === undefined || rule.entityMappings.length > 0) return;
    for (const [column, type] of legacyEntityColumns) {
      const start = query.embedded.text.search(new RegExp(`\\b${column}\\b`));
      if (start < 0) continue;
      const span = query.embedded.map.toSource({ start, end: start + column.length });
      yield { span, message: `\`${column}\` is the old way to name an entity; map a column to \`${type}\` in \`entityMappings\`` };
    }
  },
};
