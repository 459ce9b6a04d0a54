import type { KqlSymbol, KqlSymbolIndex, Span } from '@rulesmith/kql';
import { type DeclarationFile, declarationSpan } from '../declarationPlace.ts';
import type { Workspace } from '../workspace.ts';
import type { CompletionContext } from './completion.ts';
import { type NamedThing, namedThingAt } from './namedThings.ts';

/** Where a thing is made. */
export type Definition =
  | { readonly kind: 'here'; readonly span: Span }
  /** Another file of the workspace, with its text at this moment. */
  | { readonly kind: 'file'; readonly path: string; readonly text: string; readonly span: Span }
  /** The schema of a table or function that no file declares; see `schemaTextOf`. */
  | { readonly kind: 'schema'; readonly owner: string; readonly column?: string };

/** What definitions outside of the document are found by. */
export interface DefinitionSources {
  readonly workspace: Workspace;
  readonly files: readonly DeclarationFile[];
}

/** Where what is named at `offset` is made; empty for functions of the language and for what nobody declares. Never rejects. */
export async function definitionsIn(context: CompletionContext, offset: number, sources: DefinitionSources): Promise<Definition[]> {
  const thing = namedThingAt(context, offset);
  if (thing === undefined) return [];
  const found = makersOf(thing.index, thing.number).map((symbol) => definitionsOf(thing, symbol, sources));
  return distinct((await Promise.all(found)).flat());
}

/** The symbol itself, or for a column that only got another name, those it was. */
function makersOf(index: KqlSymbolIndex, number: number, seen: Set<number> = new Set()): KqlSymbol[] {
  const symbol = index.symbols[number];
  if (symbol === undefined || seen.has(number)) return [];
  seen.add(number);
  if (symbol.declarations.length > 0 || symbol.derivedFrom.length === 0) return [symbol];
  return symbol.derivedFrom.flatMap((other) => makersOf(index, other, seen));
}

async function definitionsOf({ query }: NamedThing, symbol: KqlSymbol, sources: DefinitionSources): Promise<Definition[]> {
  const { embedded } = query;
  const here = symbol.declarations
    .filter(({ span }) => embedded.isWritten(span))
    .map(({ span }): Definition => ({ kind: 'here', span: embedded.toSource(span) }));
  const { origin, name } = symbol;
  if (origin.kind === 'catalog') return [...here, await outside(sources, name)];
  if (origin.kind !== 'schema') return here;
  return [...here, ...(await Promise.all(origin.owners.map((owner) => outside(sources, owner, name))))];
}

async function outside({ workspace, files }: DefinitionSources, owner: string, column?: string): Promise<Definition> {
  const schema: Definition = column === undefined ? { kind: 'schema', owner } : { kind: 'schema', owner, column };
  // Of several files that declare the same, the last one counts.
  const file = files.findLast(({ name }) => name === owner);
  if (file === undefined) return schema;
  try {
    const text = await workspace.readText(file.path);
    return { kind: 'file', path: file.path, text, span: declarationSpan(file, text, column) };
  } catch {
    return schema; // The file went away since it was read.
  }
}

function distinct(definitions: readonly Definition[]): Definition[] {
  const byKey = new Map(definitions.map((definition) => [JSON.stringify({ ...definition, text: undefined }), definition]));
  return [...byKey.values()];
}
