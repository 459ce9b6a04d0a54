import type { CheckedQuery } from './check.ts';
import { callsIn, syntaxNodes } from './syntaxNodes.ts';

export interface TablesRead {
  readonly names: ReadonlySet<string>;
  /** Nothing else can be read: no unknown name, no function whose body nobody has, no wildcard, no other workspace. */
  readonly isComplete: boolean;
  /** The functions called that are not KQL's own: parsers of the workspace or of ASIM. */
  readonly functions: ReadonlySet<string>;
}

const unknownNames = new Set(['KS142', 'KS204', 'KS205', 'KS207', 'KS208', 'KS209', 'KS210', 'KS211']);
const elsewhere = new Set(['workspace', 'app', 'resource', 'cluster', 'database', 'adx', 'arg', 'table']);

/** The tables a query reads, directly and through functions. */
export function tablesRead({ bound }: CheckedQuery): TablesRead {
  const calls = callsIn(bound.syntax);
  const saved = calls.filter(({ name }) => bound.catalog.functions.has(name));
  const nodes = syntaxNodes(bound.syntax);
  const isOpen =
    bound.diagnostics.some(({ code, severity }) => severity === 'error' && (unknownNames.has(code) || Number(code.slice(2)) < 100)) ||
    saved.some(({ expansion, name }) => expansion === undefined && !isWatchlist(name)) ||
    calls.some(({ name }) => elsewhere.has(name)) ||
    nodes.some(({ kind }) => kind === 'wildcard' || kind === 'search' || kind === 'find');
  return {
    names: new Set(bound.tables.map(({ name }) => name)),
    isComplete: !isOpen,
    functions: new Set(saved.map(({ name }) => name).filter((name) => !isWatchlist(name))),
  };
}

function isWatchlist(name: string): boolean {
  return /^_?GetWatchlist/i.test(name);
}
