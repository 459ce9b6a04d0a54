import { type Check, rulesAndHunts } from './check.ts';
import { entityTypeOf } from './entityItems.ts';

const instead: Readonly<Record<string, string>> = {
  'Account.FullName': '`Name` with `UPNSuffix` or `NTDomain`',
  'Account.DisplayName': '`Name` with `UPNSuffix`',
  'Host.FullName': '`HostName` with `DnsDomain` or `NTDomain`',
};

/** Identifiers that are kept for rules of the old mapping; the service splits them up as well as it can. */
export const legacyIdentifier: Check = {
  code: 'ENT012',
  name: 'legacy-identifier',
  severity: 'info',
  repositoryOnly: true,
  appliesTo: rulesAndHunts,
  *check({ rule }) {
    for (const { entityType, fieldMappings } of rule.entityMappings) {
      const type = entityTypeOf(entityType?.value);
      for (const { identifier } of fieldMappings) {
        const better = instead[`${type?.name}.${identifier?.value}`];
        if (identifier === undefined || better === undefined) continue;
        yield { span: identifier.span, message: `\`${identifier.value}\` is kept for old rules; map ${better}` };
      }
    }
  },
};
