import { nearestName } from '../nearestName.ts';
import { assignedTexts } from './assignedTexts.ts';
import { type Check, type CheckedQuery, type Finding, rulesAndHunts } from './check.ts';
import { entityTypeOf } from './entityItems.ts';

/** Some identifiers take only certain values, and the query writes another. */
export const valueOutsideList: Check = {
  code: 'ENT021',
  name: 'value-outside-list',
  severity: 'warning',
  appliesTo: rulesAndHunts,
  *check({ rule, query }) {
    if (query === undefined) return;
    for (const { entityType, fieldMappings } of rule.entityMappings) {
      const type = entityTypeOf(entityType?.value);
      for (const { identifier, columnName } of fieldMappings) {
        const known = type?.identifiers.find(({ name }) => name === identifier?.value);
        if (known === undefined || known.values.length === 0 || columnName === undefined) continue;
        yield* strangeValues(query, columnName.value, { name: known.name, values: known.values });
      }
    }
  },
};

interface Listed {
  readonly name: string;
  readonly values: readonly string[];
}

function* strangeValues(query: CheckedQuery, column: string, { name, values }: Listed): Generator<Finding> {
  for (const { value, span } of assignedTexts(query, column)) {
    const isKnown = values.some((each) => each.toLowerCase() === value.toLowerCase());
    if (isKnown || value === '') continue;
    const near = nearestName(value, values);
    const hint = near === undefined ? `it is one of ${values.map((each) => `\`${each}\``).join(', ')}` : `did you mean \`${near}\`?`;
    yield { span: query.embedded.toSource(span), message: `\`${value}\` is no value of \`${name}\`; ${hint}` };
  }
}
