/** The scalar types of KQL, by the names the language uses. */
export const scalarTypeNames = ['bool', 'int', 'long', 'real', 'decimal', 'string', 'datetime', 'timespan', 'guid', 'dynamic'] as const;

export type ScalarType = (typeof scalarTypeNames)[number];

/** `unknown`: the type could not be told; it silences errors that would only follow from another one. */
export type KqlType = ScalarType | 'unknown';

const aliases: ReadonlyMap<string, ScalarType> = new Map<string, ScalarType>([
  ['boolean', 'bool'],
  ['int32', 'int'],
  ['int64', 'long'],
  ['double', 'real'],
  ['date', 'datetime'],
  ['time', 'timespan'],
  ['uuid', 'guid'],
  ['uniqueid', 'guid'],
]);

/** The type that `name` stands for, aliases (`double`, `date`, …) and any letter case included; undefined where it names none. */
export function scalarTypeFromName(name: string): ScalarType | undefined {
  const lower = name.toLowerCase();
  return scalarTypeNames.find((type) => type === lower) ?? aliases.get(lower);
}
