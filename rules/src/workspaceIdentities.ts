/**
 * What the rules, hunting queries and parsers of a workspace are called. Only a few lines of each file are looked at: a workspace may hold
 * thousands, and nothing else of them is needed.
 */
import type { DocumentKind } from './documentKind.ts';
import type { Workspace } from './workspace.ts';

export interface FileIdentity {
  readonly path: string;
  readonly kind: Exclude<DocumentKind, 'other'>;
  /** As written, without quotes; undefined where there is none on one line. */
  readonly id?: string;
  readonly name?: string;
}

/** The identities of all YAML files that are ours. A file that cannot be read is left out; whoever needs its content says so. */
export async function loadIdentities(workspace: Workspace): Promise<FileIdentity[]> {
  const identities: FileIdentity[] = [];
  for (const path of await workspace.listFiles()) {
    if (!/\.ya?ml$/i.test(path)) continue;
    const text = await workspace.readText(path).catch(() => '');
    identities.push(...readIdentity(path, text));
  }
  return identities;
}

/** The identity of a file; nothing for one that is not ours. */
export function readIdentity(path: string, text: string): FileIdentity[] {
  const kind = kindOf(text);
  if (kind === undefined) return [];
  const id = lineValue(text, 'id');
  const name = lineValue(text, kind === 'parser' ? 'FunctionName' : 'name');
  return [{ path, kind, ...(id === undefined ? {} : { id }), ...(name === undefined ? {} : { name }) }];
}

/** The identities without that of the file with this address, which may be a path or a `file:` URI. */
export function identitiesBeside(identities: readonly FileIdentity[], uri: string): FileIdentity[] {
  const own = plainPath(uri);
  return identities.filter(({ path }) => {
    const other = plainPath(path);
    return own !== other && !own.endsWith(`/${other}`);
  });
}

function plainPath(address: string): string {
  const path = address.replace(/^file:\/\//, '');
  return decoded(path)
    .replaceAll('\\', '/')
    .replace(/^\/(?=[A-Za-z]:)/, '')
    .replace(/^[A-Z]:/, (drive) => drive.toLowerCase());
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // A path on disk with a percent sign of its own.
  }
}

function kindOf(text: string): FileIdentity['kind'] | undefined {
  if (/^(Function|Parser)Query[ \t]*:/m.test(text)) return 'parser';
  if (!/^query[ \t]*:/m.test(text)) return undefined;
  if (/^(queryFrequency|queryPeriod|triggerOperator|triggerThreshold)[ \t]*:/m.test(text)) return 'rule';
  if (/^kind[ \t]*:[ \t]*["']?(Scheduled|NRT)\b/im.test(text)) return 'rule';
  return /^(requiredDataConnectors|relevantTechniques|entityMappings|customDetails|tactics)[ \t]*:/m.test(text) ? 'hunt' : undefined;
}

function lineValue(text: string, key: string): string | undefined {
  const written = new RegExp(`^${key}[ \\t]*:[ \\t]+([^\\r\\n]+)`, 'm').exec(text)?.[1]?.trim() ?? '';
  if (/^[|>&*!]/.test(written)) return undefined;
  const quoted = /^(["'])(.*?)\1(?:\s+#.*)?$/.exec(written)?.[2];
  const value = quoted ?? written.replace(/\s+#.*$/, '').trim();
  return value === '' ? undefined : value;
}
