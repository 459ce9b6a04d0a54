import { entityLines } from './entities.generated.ts';

export interface EntityIdentifier {
  readonly name: string;
  /** The type the value must parse to: `string`, `guid`, `int`, `bool`, `datetime`, `uri` or `dynamic`. */
  readonly type: string;
  /** Kept for rules of the old mapping; not part of the entity itself. */
  readonly isLegacy: boolean;
  /** The values it may take; empty where any will do. */
  readonly values: readonly string[];
}

export interface EntityType {
  readonly name: string;
  readonly label: string;
  readonly identifiers: readonly EntityIdentifier[];
  /** At least one of these sets must be mapped completely. */
  readonly required: readonly (readonly string[])[];
  /** Each of these sets identifies the entity by itself; empty where no set of identifiers does. */
  readonly strong: readonly (readonly string[])[];
  /** The repository's check knows the type, but the service does not. */
  readonly notInService: boolean;
}

/** The entity types by their exact name, in the order documentation lists them. */
export const entityTypes: ReadonlyMap<string, EntityType> = new Map(
  entityLines
    .trim()
    .split('\n')
    .map(readEntity)
    .map((entity) => [entity.name, entity]),
);

function readEntity(line: string): EntityType {
  const [name = '', label = '', identifiers = '', required = '', strong = '', flag = ''] = line.split('\t');
  const notInService = flag === 'notInArm';
  return {
    name,
    label,
    identifiers: words(identifiers).map(readIdentifier),
    required: sets(required),
    strong: sets(strong),
    notInService,
  };
}

function readIdentifier(text: string): EntityIdentifier {
  const [declaration = '', values = ''] = text.split('=');
  const [name = '', type = 'string'] = declaration.split(':');
  return {
    name,
    type: type.replace('*', ''),
    isLegacy: type.endsWith('*'),
    values: values === '' ? [] : values.split(','),
  };
}

function sets(text: string): string[][] {
  return words(text).map((set) => set.split('+'));
}

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}
