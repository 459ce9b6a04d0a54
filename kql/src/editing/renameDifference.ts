/** Whether a query means the same after a rename: names refer to the same things, and every operator gives the same columns. */
import type { Operator } from '../ast.ts';
import type { BoundQuery } from '../bind.ts';
import { type KqlOccurrence, type KqlSymbol, type KqlSymbolIndex, symbolIndexOf } from './symbolIndex.ts';
import { type KqlEdit, movedOffset } from './textEdits.ts';

export interface RenamedQuery {
  readonly query: BoundQuery;
  /** The query after the edits. */
  readonly renamed: BoundQuery;
  readonly edits: readonly KqlEdit[];
  /** What got the new name: indices of symbols of `query`. */
  readonly symbols: ReadonlySet<number>;
  readonly name: string;
  readonly newName: string;
}

/** What the rename would change, as a sentence; undefined where it changes nothing but the name. */
export function renameDifference(change: RenamedQuery): string | undefined {
  const { query, renamed, newName } = change;
  const before = query.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  const errors = renamed.diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.map(({ code }) => code).join() !== before.join())
    return `The query would not be valid with \`${newName}\`: ${errors.at(-1)?.message ?? 'an error would go away'}`;
  return otherReference(change) ?? otherColumns(change);
}

function otherReference({ query, renamed, edits, symbols, newName }: RenamedQuery): string | undefined {
  const [old, now] = [symbolIndexOf(query), symbolIndexOf(renamed)];
  const byStart = new Map(now.occurrences.map((occurrence) => [occurrence.span.start, occurrence]));
  const counterparts = new Counterparts(old, now);
  let found = 0;
  for (const occurrence of old.occurrences) {
    const name = (old.symbols[occurrence.symbol] as KqlSymbol).name;
    const moved = byStart.get(movedOffset(edits, occurrence.span.start));
    if (moved === undefined || !counterparts.agree(occurrence, moved, symbols.has(occurrence.symbol) ? newName : name))
      return `\`${name}\` would mean something else: \`${newName}\` is in use already`;
    found++;
  }
  const inserted = edits.filter(({ span }) => span.start === span.end).length;
  return now.occurrences.length > found + inserted ? `\`${newName}\` would be another name in the query` : undefined;
}

/** Which symbol of the new query stands for which of the old one, each for one only. */
class Counterparts {
  readonly #old: KqlSymbolIndex;
  readonly #now: KqlSymbolIndex;
  readonly #forward = new Map<number, number>();
  readonly #back = new Map<number, number>();

  constructor(old: KqlSymbolIndex, now: KqlSymbolIndex) {
    this.#old = old;
    this.#now = now;
  }

  /** Whether the two may be one name of one thing, given all that agreed before. */
  agree(before: KqlOccurrence, after: KqlOccurrence, name: string): boolean {
    const [old, now] = [this.#old.symbols[before.symbol] as KqlSymbol, this.#now.symbols[after.symbol] as KqlSymbol];
    if (now.name !== name || now.kind !== old.kind || now.origin.kind !== old.origin.kind || before.declares !== after.declares)
      return false;
    const [forward, back] = [this.#forward.get(before.symbol), this.#back.get(after.symbol)];
    if (forward === undefined && back === undefined) {
      this.#forward.set(before.symbol, after.symbol);
      this.#back.set(after.symbol, before.symbol);
      return true;
    }
    return forward === after.symbol && back === before.symbol;
  }
}

/** Columns that are nowhere named, such as those of `distinct *`, count too. */
function otherColumns(change: RenamedQuery): string | undefined {
  const { query, renamed, name, newName } = change;
  const [old, now] = [columnLists(query), columnLists(renamed)];
  for (const [index, columns] of old.entries()) {
    const others = now[index];
    if (others?.length !== columns.length) return `An operator would give other columns if \`${name}\` were \`${newName}\``;
    const isResult = index === 0;
    const changed = columns.find((column, at) => !isNameOf(change, column, others[at] as string, isResult));
    if (changed !== undefined) return `The column \`${changed}\` would get another name`;
  }
  return undefined;
}

/** Whether a column may have the name `now` after the rename. What a join calls `x1` may change on the way, but not in the result. */
function isNameOf({ name, newName }: RenamedQuery, old: string, now: string, isResult: boolean): boolean {
  if (old === now || (old === name && now === newName)) return true;
  const number = old.slice(name.length);
  return !isResult && old.startsWith(name) && /^\d+$/.test(number) && now === newName + number;
}

/** The names of the columns of the result, then those after each operator, in a fixed order. */
function columnLists({ syntax, result }: BoundQuery): string[][] {
  const lists = [(result ?? []).map((column) => column.name)];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { keyword, result: columns } = value as Partial<Operator>;
    if (keyword !== undefined && columns !== undefined) lists.push(columns.map((column) => column.name));
    for (const part of Object.values(value)) visit(part);
  };
  visit(syntax);
  return lists;
}
