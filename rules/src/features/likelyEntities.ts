/** Which columns of a result are likely to name an entity: by the names that the tables of Sentinel give such columns, and by type. */
import type { ColumnSchema } from '@rulesmith/kql';

/** A mapping on offer: identifiers with the columns that fill them. */
export interface LikelyEntity {
  readonly entityType: string;
  readonly fields: readonly { readonly identifier: string; readonly column: string }[];
}

interface Pattern {
  readonly entityType: string;
  /** Each identifier with the names its column may have; all of them must be found. */
  readonly fields: readonly (readonly [identifier: string, names: RegExp])[];
}

/** The better identifying ones of a type come first: a column is mapped once. */
const patterns: readonly Pattern[] = [
  pattern('Account', ['Name', /^(\w*?)(?:Account|User)?Name$/i], ['UPNSuffix', /^(\w*?)(?:Account|User)?UPNSuffix$/i]),
  pattern('Account', ['Name', /^(\w*?)AccountName$/i], ['NTDomain', /^(\w*?)(?:Account)?(?:NTDomain|Domain)$/i]),
  pattern('Account', ['AadUserId', /^(?:AAD|Aad)UserId$|^(?:Account|User|InitiatingUser)ObjectId$/]),
  pattern('Account', ['Sid', /^(?:Target|Subject|Account|User|Actor)?(?:User|Account)?Sid$/]),
  pattern('Account', [
    'FullName',
    /^(?:UserPrincipalName|UPN|AccountUPN|AccountUpn|InitiatingProcessAccountUpn|Account|AccountCustomEntity|(?:Src|Dst|Actor|Target)?Username|Caller|csUserName|(?:Target|Subject)UserName|TargetAccount|SubjectAccount)$/,
  ]),
  pattern('Host', ['HostName', /^(\w*?)(?:HostName|Hostname)$/], ['DnsDomain', /^(\w*?)(?:DnsDomain|HostNameDomain|HostDomain)$/]),
  pattern('Host', [
    'FullName',
    /^(?:Computer|DeviceName|HostName|Hostname|HostCustomEntity|(?:Dvc|Src|Dst)(?:Hostname|FQDN)|FQDN|WorkstationName)$/,
  ]),
  pattern('IP', ['Address', /(?:^|[a-z0-9_])I[pP](?:_?[Aa]ddr(?:ess)?)?$|^IPCustomEntity$/]),
  pattern('URL', ['Url', /^(?:\w*?(?:Url|URL)|UrlOriginal|URLCustomEntity)$/]),
  pattern('DNS', ['DomainName', /^(?:DnsQuery|DomainName|DestinationDomain)$/]),
  pattern(
    'FileHash',
    ['Algorithm', /^(?:FileHash|Hash)(?:Algorithm|Type|AlgorithmType)$|^AlgorithmType$/],
    ['Value', /^(?:FileHash|FileHashValue|Hash|HashValue|FileHashCustomEntity|SHA256|SHA1|MD5)$/],
  ),
  pattern('File', ['Name', /^(?:FileName|TargetFileName)$/], ['Directory', /^(?:FolderPath|FileDirectory|Directory|TargetFilePath)$/]),
  pattern('Process', ['CommandLine', /^(?:ProcessCommandLine|CommandLine|InitiatingProcessCommandLine)$/]),
  pattern('AzureResource', ['ResourceId', /^(?:_?ResourceId|AzureResourceId)$/]),
  pattern('Mailbox', ['MailboxPrimaryAddress', /^(?:RecipientEmailAddress|MailboxOwnerUPN)$/]),
];

function pattern(entityType: string, ...fields: Pattern['fields']): Pattern {
  return { entityType, fields };
}

/** The entities that the columns are likely to name, without those in `mapped`; each column once, in the order of the columns within a pattern. */
export function likelyEntities(columns: Iterable<ColumnSchema>, mapped: ReadonlySet<string>): LikelyEntity[] {
  // Values of other types must be turned into text by the query first.
  const free = new Set([...columns].filter(({ name, type }) => type === 'string' && !mapped.has(name)).map(({ name }) => name));
  const found: LikelyEntity[] = [];
  for (const each of patterns) {
    for (let entity = firstMatch(each, free); entity !== undefined; entity = firstMatch(each, free)) {
      for (const { column } of entity.fields) free.delete(column);
      found.push(entity);
    }
  }
  return found;
}

/** The columns that are likely to hold an identifier of an entity, by their names. */
export function likelyColumns(
  entityType: string | undefined,
  identifier: string | undefined,
  columns: Iterable<ColumnSchema>,
): Set<string> {
  const names = patterns
    .filter((each) => each.entityType === entityType)
    .flatMap(({ fields }) => fields.filter(([name]) => name === identifier).map(([, pattern]) => pattern));
  return new Set([...columns].filter(({ name }) => names.some((pattern) => pattern.test(name))).map(({ name }) => name));
}

function firstMatch({ entityType, fields: [first, ...others] }: Pattern, names: ReadonlySet<string>): LikelyEntity | undefined {
  if (first === undefined) return undefined;
  for (const column of names) {
    const match = first[1].exec(column);
    if (match === null) continue;
    const rest = others.map(([identifier, pattern]) => ({ identifier, column: partner(pattern, names, column, match[1]) }));
    if (rest.every((field): field is { identifier: string; column: string } => field.column !== undefined))
      return { entityType, fields: [{ identifier: first[0], column }, ...rest] };
  }
  return undefined;
}

/** The other column of a pair has the same beginning: `SrcName` goes with `SrcUPNSuffix`. */
function partner(pattern: RegExp, names: ReadonlySet<string>, column: string, beginning: string | undefined): string | undefined {
  return [...names].find((name) => name !== column && pattern.test(name) && pattern.exec(name)?.[1] === beginning);
}
