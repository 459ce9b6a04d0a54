import { type Check, rulesOnly } from './check.ts';
import { fieldOf, fileStart } from './fields.ts';

/** Without entities an alert cannot be connected with others, and playbooks have nothing to work on. */
export const missingMappings: Check = {
  code: 'ENT001',
  name: 'missing-mappings',
  severity: 'warning',
  appliesTo: rulesOnly,
  *check(context) {
    if (fieldOf(context, 'entityMappings') !== undefined || fieldOf(context, 'sentinelEntitiesMappings') !== undefined) return;
    yield {
      span: fileStart(context),
      message: 'The rule has no `entityMappings`: its alerts will have no entities; map the columns that name accounts, hosts or addresses',
    };
  },
};
