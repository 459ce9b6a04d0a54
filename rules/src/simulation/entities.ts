/** The entities of an alert, from the rule's mappings. */
import type { Table } from '@rulesmith/engine';
import { entityTypes } from '../facts/entities.ts';
import type { EntityMapping, RuleView } from '../ruleView.ts';
import { cellText } from './cellText.ts';

export interface AlertEntity {
  /** The entity type of the mapping: `Account`, `IP`, … */
  readonly type: string;
  /** Value by identifier; an identifier whose column was empty is missing. */
  readonly identifiers: Readonly<Record<string, string>>;
  /** The rows of the result that gave this entity. */
  readonly rowIndices: readonly number[];
}

export interface AlertEntities {
  readonly entities: readonly AlertEntity[];
  /** What the reader of the alert should know: mappings that gave nothing in some rows, and limits that were reached. */
  readonly notes: readonly string[];
}

/** The most entities of one alert, shared equally by the rule's mappings. */
const mostEntities = 500;

/** Names that the service does not take for accounts. */
const genericAccounts = new Set([
  'ADMIN',
  'ADMINISTRATOR',
  'SYSTEM',
  'ROOT',
  'ANONYMOUS',
  'AUTHENTICATED USER',
  'NETWORK',
  'NULL',
  'LOCAL SYSTEM',
  'LOCALSYSTEM',
  'NETWORK SERVICE',
]);

/** The entities of the alert that stands for `rows` of the result; equal ones are merged. */
export function entitiesOf(rule: RuleView, table: Table, rows: readonly number[]): AlertEntities {
  const share = Math.floor(mostEntities / Math.max(1, rule.entityMappings.length));
  const results = rule.entityMappings.map((mapping) => entitiesOfMapping(mapping, table, rows, share));
  return {
    entities: results.flatMap((result) => result.entities),
    notes: results.flatMap((result) => result.notes),
  };
}

function entitiesOfMapping(mapping: EntityMapping, table: Table, rows: readonly number[], limit: number): AlertEntities {
  const type = mapping.entityType?.value ?? '';
  const found = new Map<string, { identifiers: Record<string, string>; rowIndices: number[] }>();
  let empty = 0;
  for (const row of rows) {
    const identifiers = identifiersOf(mapping, table, row);
    if (!isComplete(type, identifiers)) {
      empty++;
      continue;
    }
    const key = JSON.stringify(identifiers);
    const known = found.get(key);
    if (known !== undefined) known.rowIndices.push(row);
    else found.set(key, { identifiers, rowIndices: [row] });
  }
  const entities = Array.from(found.values(), (entity) => ({
    type,
    ...entity,
  }));
  return {
    entities: entities.slice(0, limit),
    notes: notesOf(mapping, empty, rows.length, entities.length, limit),
  };
}

function identifiersOf(mapping: EntityMapping, table: Table, row: number): Record<string, string> {
  const pairs = mapping.fieldMappings.flatMap(({ identifier, columnName }) => {
    if (identifier === undefined || columnName === undefined) return [];
    const value = cellText(table, columnName.value, row).trim();
    return value === '' ? [] : [[identifier.value, value] as const];
  });
  return Object.fromEntries(pairs);
}

/** Whether the identifiers that have a value name an entity; one of a type that nobody knows needs any value. */
function isComplete(type: string, identifiers: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(identifiers);
  if (names.length === 0) return false;
  if (type === 'Account' && names.length === 1 && genericAccounts.has((identifiers.Name ?? '').toUpperCase())) return false;
  const required = entityTypes.get(type)?.required ?? [];
  return required.length === 0 || required.some((set) => set.every((name) => names.includes(name)));
}

function notesOf(mapping: EntityMapping, empty: number, rows: number, found: number, limit: number): string[] {
  const type = mapping.entityType?.value ?? 'entity';
  const columns = mapping.fieldMappings.flatMap((field) => field.columnName?.value ?? []).map((column) => `\`${column}\``);
  const notes: string[] = [];
  if (empty > 0)
    notes.push(`The ${type} mapping of ${columns.join(', ')} gives no entity in ${empty} of ${rows} ${rows === 1 ? 'row' : 'rows'}`);
  if (found > limit) notes.push(`The ${type} mapping of ${columns.join(', ')} gives ${found} entities; the service keeps ${limit} of them`);
  return notes;
}
