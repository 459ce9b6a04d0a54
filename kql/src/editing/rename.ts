/**
 * Renames what a query makes: columns, `let` names, functions, parameters. A rename is made only where the query surely means the same
 * after it, which is found out by binding the new text and comparing; what would be changed is named in the refusal.
 */
import { type BoundQuery, bindQuery } from '../bind.ts';
import { renameDifference } from './renameDifference.ts';
import { type KqlSymbol, type KqlSymbolIndex, symbolIndexOf } from './symbolIndex.ts';
import { applyEdits, type KqlEdit, movedOffset, orderEdits } from './textEdits.ts';

export type KqlRename =
  | {
      readonly kind: 'edits';
      /** In the order of the text. */
      readonly edits: readonly KqlEdit[];
      /** What gets the new name: indices of symbols. */
      readonly symbols: ReadonlySet<number>;
      /** The text after the edits. */
      readonly text: string;
    }
  | { readonly kind: 'refused'; readonly reason: string };

/** Why the symbol cannot be renamed, whatever the new name; undefined where it can. */
export function renameObstacle(query: BoundQuery, symbol: number): string | undefined {
  const index = symbolIndexOf(query);
  for (const member of renamedTogether(index, symbol)) {
    const obstacle = obstacleOf(index.symbols[member] as KqlSymbol);
    if (obstacle !== undefined) return obstacle;
  }
  return namesAsData(query, index.symbols[symbol] as KqlSymbol);
}

/** The edits that give a symbol of `query` another name. Never throws. */
export function renameSymbol(query: BoundQuery, symbol: number, newName: string): KqlRename {
  const index = symbolIndexOf(query);
  const name = index.symbols[symbol]?.name ?? '';
  if (!/^[A-Za-z_]\w*$/.test(newName)) return refused(`\`${newName}\` is no name: letters, digits and \`_\`, not beginning with a digit`);
  const obstacle = renameObstacle(query, symbol);
  if (obstacle !== undefined) return refused(obstacle);
  const symbols = renamedTogether(index, symbol);
  const written = rewritten(query, renamingEdits(index, symbols, newName));
  const kept = keptNames({ query, symbols }, written);
  const { edits, text, renamed } = kept.length === 0 ? written : rewritten(query, [...written.edits, ...kept]);
  const difference = renameDifference({ query, symbols, name, newName, edits, renamed });
  return difference === undefined ? { kind: 'edits', edits, symbols, text } : refused(difference);
}

/** A query after edits. */
interface Rewritten {
  /** In the order of the text. */
  readonly edits: readonly KqlEdit[];
  readonly text: string;
  readonly renamed: BoundQuery;
}

function rewritten(query: BoundQuery, edits: readonly KqlEdit[]): Rewritten {
  const ordered = orderEdits(edits);
  const text = applyEdits(query.text, ordered);
  return { edits: ordered, text, renamed: bindQuery(text, query.catalog) };
}

function refused(reason: string): KqlRename {
  return { kind: 'refused', reason };
}

/** The symbol and the columns that it replaces or that replace it: `extend x = x + 1` is to stay one column. */
function renamedTogether({ symbols }: KqlSymbolIndex, symbol: number): Set<number> {
  const together = new Set([symbol]);
  for (let size = 0; size !== together.size; ) {
    size = together.size;
    for (const [number, { replaces }] of symbols.entries()) {
      if (together.has(number)) for (const other of replaces) together.add(other);
      else if (replaces.some((other) => together.has(other))) together.add(number);
    }
  }
  return together;
}

function obstacleOf({ name, kind, origin, declarations }: KqlSymbol): string | undefined {
  switch (origin.kind) {
    case 'schema':
      return `\`${name}\` is a column of \`${origin.owners.join('`, `')}\`, whose schema the query cannot change; \`project-rename\` gives it another name in the query`;
    case 'catalog':
      return kind === 'table' ? `\`${name}\` is a table of the workspace` : `The function \`${name}\` is not declared in this query`;
    case 'built-in':
      return `\`${name}\` is part of KQL`;
    case 'unknown':
      return `Nothing in the query makes \`${name}\``;
    case 'query':
      return declarations.length === 0
        ? `\`${name}\` gets its name from another column; give it a name of its own with \`project-rename\``
        : undefined;
  }
}

/** Functions that put the names of columns into values, which a rename would change. */
const readingNames = new Set(['pack_all', 'narrow']);

/** Names in strings are not renamed, so a column keeps its name where the query treats the name as data. */
function namesAsData(query: BoundQuery, { kind, name }: KqlSymbol): string | undefined {
  if (kind !== 'column') return undefined;
  const { symbols, occurrences } = symbolIndexOf(query);
  for (const { symbol, span } of occurrences) {
    const { kind: called, name: callee } = symbols[symbol] as KqlSymbol;
    if (called !== 'function') continue;
    if (readingNames.has(callee)) return `\`${callee}\` puts the names of columns into its result`;
    if (/^column_?ifexists$/.test(callee) && firstString(query.text.slice(span.end)) === name)
      return `\`${callee}\` looks \`${name}\` up by a string`;
  }
  return /\|\s*getschema\b/.test(query.text) ? '`getschema` puts the names of columns into its result' : undefined;
}

/** The string that is the first argument of a call, of which `text` is what follows the name. */
function firstString(text: string): string | undefined {
  return /^\s*\(\s*(["'])(.*?)\1/.exec(text)?.[2];
}

function renamingEdits({ occurrences, symbols }: KqlSymbolIndex, renamed: ReadonlySet<number>, newName: string): KqlEdit[] {
  const written = occurrences.filter(({ symbol }) => renamed.has(symbol));
  const implied = [...renamed].flatMap((number) => (symbols[number]?.declarations ?? []).filter((declaration) => !declaration.written));
  // `bin(hour, 2)` takes its name from `hour`, which is renamed too.
  const unnamed = implied.filter(({ span }) => !written.some((each) => span.start <= each.span.start && each.span.end <= span.end));
  return [
    ...written.map(({ span }) => ({ span, newText: newName })),
    ...unnamed.map(({ span }) => ({ span: { start: span.start, end: span.start }, newText: `${newName} = ` })),
  ];
}

interface Change {
  readonly query: BoundQuery;
  readonly symbols: ReadonlySet<number>;
}

/** `sum(x)` makes `sum_x`: where the edits would change such a name, the old one is written before the expression. */
function keptNames({ query, symbols: together }: Change, { edits, renamed }: Rewritten): KqlEdit[] {
  const { symbols } = symbolIndexOf(query);
  const derived = symbols.flatMap(({ name, declarations }, number) =>
    together.has(number)
      ? []
      : declarations.filter(({ span, written }) => !written && touchesEdit(edits, span)).map(({ span }) => ({ name, span })),
  );
  if (derived.length === 0) return [];
  const after = impliedNames(symbolIndexOf(renamed));
  return derived
    .filter(({ name, span }) => after.get(movedOffset(edits, span.start)) !== name)
    .map(({ name, span }) => ({ span: { start: span.start, end: span.start }, newText: `${quoted(name)} = ` }));
}

function touchesEdit(edits: readonly KqlEdit[], span: { readonly start: number; readonly end: number }): boolean {
  return edits.some((edit) => span.start <= edit.span.start && edit.span.end <= span.end);
}

/** The names that expressions imply, by the offset at which those start. */
function impliedNames({ symbols }: KqlSymbolIndex): Map<number, string> {
  return new Map(
    symbols.flatMap(({ name, declarations }) =>
      declarations.filter(({ written }) => !written).map(({ span }): [number, string] => [span.start, name]),
    ),
  );
}

function quoted(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : `['${name.replace(/['\\]/g, '\\$&')}']`;
}
