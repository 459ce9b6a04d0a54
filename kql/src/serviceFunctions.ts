/**
 * Functions that a service answers from what it knows of all its customers: no workspace has them, so that a rule of Sentinel cannot call them,
 * but queries in Microsoft Defender do. A local run takes what they return from a sample of their name.
 */
import type { Catalog } from './catalog.ts';
import type { ColumnSchema, FunctionSchema } from './schema.ts';

const profileColumns: readonly ColumnSchema[] = [
  { name: 'SHA1', type: 'string' },
  { name: 'SHA256', type: 'string' },
  { name: 'MD5', type: 'string' },
  { name: 'FileSize', type: 'int' },
  { name: 'GlobalPrevalence', type: 'int' },
  { name: 'GlobalFirstSeen', type: 'datetime' },
  { name: 'GlobalLastSeen', type: 'datetime' },
  { name: 'Signer', type: 'string' },
  { name: 'Issuer', type: 'string' },
  { name: 'SignerHash', type: 'string' },
  { name: 'IsCertificateValid', type: 'bool' },
  { name: 'IsRootSignerMicrosoft', type: 'bool' },
  { name: 'SignatureState', type: 'string' },
  { name: 'IsExecutable', type: 'bool' },
  { name: 'ThreatName', type: 'string' },
  { name: 'Publisher', type: 'string' },
  { name: 'SoftwareName', type: 'string' },
  { name: 'ProfileAvailability', type: 'string' },
];

/** See https://learn.microsoft.com/defender-xdr/advanced-hunting-fileprofile-function. */
const fileProfile: FunctionSchema = {
  name: 'FileProfile',
  parameters: [
    { name: 'T', type: 'table' },
    { name: 'x', type: 'string', defaultText: "'SHA1'" },
    { name: 'y', type: 'long', defaultText: '100' },
  ],
  result: profileColumns,
  resultIsOpen: true,
  description: 'Adds what Microsoft knows of the files of the rows.',
};

const serviceFunctions: readonly FunctionSchema[] = [fileProfile];

const extended = new WeakMap<Catalog, Catalog>();

/** `catalog` for a run: with the functions that only a service has, but for those that it declares itself. */
export function withServiceFunctions(catalog: Catalog): Catalog {
  let found = extended.get(catalog);
  if (!found) {
    found = catalog.withFunctions(serviceFunctions.filter(({ name }) => !catalog.functions.has(name)));
    extended.set(catalog, found);
  }
  return found;
}
