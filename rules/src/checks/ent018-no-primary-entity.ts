import { type Check, rulesOnly } from './check.ts';
import { fieldOf, fileStart } from './fields.ts';

const primary = new Set(['account', 'host', 'ip']);

/** Most of what is known and done about an incident hangs on an account, a host or an address. */
export const noPrimaryEntity: Check = {
  code: 'ENT018',
  name: 'no-primary-entity',
  severity: 'info',
  repositoryOnly: true,
  appliesTo: rulesOnly,
  *check(context) {
    const { entityMappings } = context.rule;
    if (entityMappings.length === 0 || entityMappings.some(({ entityType }) => primary.has(entityType?.value.toLowerCase() ?? ''))) return;
    const span = fieldOf(context, 'entityMappings')?.keySpan ?? fileStart(context);
    yield { span, message: 'The rule maps neither an `Account` nor a `Host` nor an `IP`' };
  },
};
