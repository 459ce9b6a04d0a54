import { type Check, rulesAndHunts } from './check.ts';

/** `Account.Name` is the bare name; what stands behind the `@` belongs into `UPNSuffix`. */
export const nameHoldsAddress: Check = {
  code: 'ENT020',
  name: 'name-holds-address',
  severity: 'info',
  appliesTo: rulesAndHunts,
  *check({ rule }) {
    for (const { entityType, fieldMappings } of rule.entityMappings) {
      if (entityType?.value !== 'Account') continue;
      for (const { identifier, columnName } of fieldMappings) {
        if (identifier?.value !== 'Name' || columnName === undefined || !/(UserPrincipalName|UPN)$/i.test(columnName.value)) continue;
        const message = `\`${columnName.value}\` holds \`name@domain\`; split it, and map the parts to \`Name\` and \`UPNSuffix\``;
        yield { span: columnName.span, message };
      }
    }
  },
};
