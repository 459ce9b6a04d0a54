/** Columns that named entities before rules had `entityMappings`, with the entity type of each. */
export const legacyEntityColumns: ReadonlyMap<string, string> = new Map([
  ['AccountCustomEntity', 'Account'],
  ['HostCustomEntity', 'Host'],
  ['IPCustomEntity', 'IP'],
  ['URLCustomEntity', 'URL'],
  ['ProcessCustomEntity', 'Process'],
  ['FileHashCustomEntity', 'FileHash'],
]);
