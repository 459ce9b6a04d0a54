/** The recorded answers of the real engine. They lie beside the repository, not in it. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The folder of recorded material; undefined where this machine has none. */
export const sharedFolder: string | undefined = [
  process.env.RULESMITH_SHARED,
  fileURLToPath(new URL('../../../shared', import.meta.url)),
].find((folder) => folder !== undefined && existsSync(`${folder}/corpus/kusto-oracle.json`));

export interface OracleCase {
  readonly id: string;
  readonly kql: string;
  readonly stable: boolean;
  readonly error?: boolean;
}

export function oracleCases(set: 'oracle' | 'fuzz'): OracleCase[] {
  return JSON.parse(readFileSync(`${sharedFolder}/corpus/kusto-${set}.json`, 'utf8')) as OracleCase[];
}
