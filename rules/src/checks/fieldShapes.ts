/** What the fields of a rule hold, by key: those of its maps and lists are named apart from each other. `text` is the shape of all others that are known. */
export type FieldShape = 'text' | 'list' | 'map';

const lists: ReadonlySet<string> = new Set([
  'requiredDataConnectors',
  'dataTypes',
  'tactics',
  'relevantTechniques',
  'sentinelEntitiesMappings',
  'alertDynamicProperties',
  'groupByEntities',
  'groupByAlertDetails',
  'groupByCustomDetails',
]);

const maps: ReadonlySet<string> = new Set([
  'customDetails',
  'alertDetailsOverride',
  'eventGroupingSettings',
  'incidentConfiguration',
  'groupingConfiguration',
  'metadata',
]);

/** Checks of their own say what these hold: ENT002, ENT005, TAG001. */
const saidElsewhere: ReadonlySet<string> = new Set(['entityMappings', 'fieldMappings', 'tags']);

/** The shape of a known field; undefined where another check says it. */
export function shapeOf(key: string): FieldShape | undefined {
  if (saidElsewhere.has(key)) return undefined;
  return lists.has(key) ? 'list' : maps.has(key) ? 'map' : 'text';
}
