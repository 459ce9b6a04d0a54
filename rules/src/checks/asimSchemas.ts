/** The schemas of ASIM by the name a parser gives, with the version that parsers must follow. */
export const asimSchemas: ReadonlyMap<string, string> = new Map([
  ['AlertEvent', '0.1'],
  ['AssetEntity', '0.1'],
  ['AuditEvent', '0.1.2'],
  ['Authentication', '0.1.4'],
  ['Dns', '0.1.7'],
  ['DhcpEvent', '0.1.1'],
  ['FileEvent', '0.2.2'],
  ['NetworkSession', '0.2.7'],
  ['ProcessEvent', '0.1.4'],
  ['RegistryEvent', '0.1.3'],
  ['UserManagement', '0.1.2'],
  ['WebSession', '0.2.7'],
]);
