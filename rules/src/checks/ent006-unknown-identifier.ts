import { replaceFix } from '../diagnostic.ts';
import type { EntityType } from '../facts/entities.ts';
import { nearestName } from '../nearestName.ts';
import type { Spanned } from '../ruleView.ts';
import { type Check, type Finding, rulesAndHunts } from './check.ts';
import { entityTypeOf } from './entityItems.ts';
import { orList } from './fields.ts';

/** Identifiers are compared letter by letter: an account has a `Sid`, a security group a `SID`. */
export const unknownIdentifier: Check = {
  code: 'ENT006',
  name: 'unknown-identifier',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check({ rule }) {
    for (const mapping of rule.entityMappings) {
      const type = entityTypeOf(mapping.entityType?.value);
      if (type === undefined) continue;
      for (const { identifier } of mapping.fieldMappings) {
        if (identifier !== undefined) yield* findingsFor(identifier, type);
      }
    }
  },
};

function findingsFor(identifier: Spanned<string>, type: EntityType): Finding[] {
  const names = type.identifiers.map(({ name }) => name);
  if (names.includes(identifier.value)) return [];
  const near = nearestName(identifier.value, names);
  const listed = names.slice(0, 12);
  const valid = names.length > listed.length ? `${orList(listed)} and ${names.length - listed.length} more` : orList(listed);
  const message = `\`${identifier.value}\` is no identifier of \`${type.name}\`; ${near === undefined ? `write ${valid}` : `did you mean \`${near}\`?`}`;
  return [
    {
      span: identifier.span,
      message,
      fixes: near === undefined ? [] : [replaceFix(identifier.span, near)],
    },
  ];
}
