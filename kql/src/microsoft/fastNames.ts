/**
 * Makes the binder find names faster: columns of a table and members of a database by an index that is made once a list of them, where the
 * original makes a dictionary of its own kind for each table that comes about in a query, and reads through all tables of the database for each
 * name that is no column. What is found is the same; `bench/editor.bench.ts` shows the effect.
 */

interface NamedSymbol {
  readonly Name: string;
}

interface SymbolList {
  add(symbol: NamedSymbol): void;
}

interface MembersOf<S> {
  GetMembers$1(this: S, name: string | null, match: number, found: SymbolList, ignoreCase?: boolean): void;
}

interface Table extends NamedSymbol {
  readonly Columns: object;
}

interface Database extends NamedSymbol {
  readonly Members: object;
}

interface SyntaxNode {
  /** Null for a node that is part of none, such as one that the binder makes to ask about. */
  readonly Tree: SyntaxTree | null;
}

interface SyntaxTree {
  readonly Root: object;
  /** The tree that this one is a copied part of; null where it is whole. */
  readonly Original: SyntaxTree | null;
}

/** The parts of the runtime that are looked at. Types are constructor functions. */
export interface NamesRuntime {
  readonly Bridge: { toArray<T>(items: object): T[] };
  readonly Kusto: {
    readonly Language: {
      readonly Binding: { readonly Binder: { GetCreateFunctionCommandName(location: SyntaxNode): string | null } };
      readonly Syntax: { readonly CommandBlock: new (...args: never) => object };
      readonly Symbols: {
        readonly TableSymbol: {
          readonly prototype: MembersOf<Table> & { TryGetColumn(name: string, found: { v?: NamedSymbol }): boolean };
        };
        readonly DatabaseSymbol: { readonly prototype: MembersOf<Database> };
        readonly SymbolMatchExtensions: {
          /** Whether the symbol has the name (any, where it is null) and is of a kind that `match` allows. */
          Matches$1(symbol: NamedSymbol, name: string | null, match: number, ignoreCase?: boolean): boolean;
        };
      };
    };
  };
}

type Index = ReadonlyMap<string, readonly NamedSymbol[]>;

/** Replaces how the binder of `runtime` finds columns and members of the database by name. */
export function makeNamesFast(runtime: NamesRuntime): void {
  const indexOf = indexes(runtime);
  indexColumns(runtime, indexOf);
  indexMembers(runtime, indexOf);
  skipCommands(runtime);
}

/** The index of a read-only list of symbols: for each name those that have it, in the order of the list. */
function indexes({ Bridge }: NamesRuntime): (list: object) => Index {
  const indexOfList = new WeakMap<object, Index>();
  return (list) => {
    const known = indexOfList.get(list);
    if (known !== undefined) return known;
    const index = new Map<string, NamedSymbol[]>();
    for (const symbol of Bridge.toArray<NamedSymbol>(list)) {
      const same = index.get(symbol.Name);
      if (same === undefined) index.set(symbol.Name, [symbol]);
      else same.push(symbol);
    }
    indexOfList.set(list, index);
    return index;
  };
}

function indexColumns({ Kusto }: NamesRuntime, indexOf: (list: object) => Index): void {
  const { TableSymbol, SymbolMatchExtensions } = Kusto.Language.Symbols;
  const original = TableSymbol.prototype.GetMembers$1;
  // Of columns of one name the first counts; that there are several is reported elsewhere.
  TableSymbol.prototype.TryGetColumn = function (this: Table, name, found) {
    const column = indexOf(this.Columns).get(name)?.[0];
    // As the dictionary of the original has it: nothing is found as null.
    (found as { v: NamedSymbol | null }).v = column ?? null;
    return column !== undefined;
  } as typeof TableSymbol.prototype.TryGetColumn;
  TableSymbol.prototype.GetMembers$1 = function (name, match, found, ignoreCase) {
    if (name === null || name === undefined) {
      original.call(this, name, match, found, ignoreCase);
      return;
    }
    const column = indexOf(this.Columns).get(name)?.[0];
    if (column !== undefined && SymbolMatchExtensions.Matches$1(column, name, match, ignoreCase)) found.add(column);
  };
}

function indexMembers({ Bridge, Kusto }: NamesRuntime, indexOf: (list: object) => Index): void {
  const { DatabaseSymbol, SymbolMatchExtensions } = Kusto.Language.Symbols;
  const original = DatabaseSymbol.prototype.GetMembers$1;
  // What completion asks for: all members of some kinds.
  const ofKinds = new WeakMap<object, Map<number, readonly NamedSymbol[]>>();
  const membersOf = (list: object, match: number): readonly NamedSymbol[] => {
    const known = ofKinds.get(list) ?? new Map<number, readonly NamedSymbol[]>();
    ofKinds.set(list, known);
    let members = known.get(match);
    if (members === undefined) {
      members = Bridge.toArray<NamedSymbol>(list).filter((symbol) => SymbolMatchExtensions.Matches$1(symbol, null, match));
      known.set(match, members);
    }
    return members;
  };
  DatabaseSymbol.prototype.GetMembers$1 = function (name, match, found, ignoreCase = false) {
    if (name === null || name === undefined) {
      for (const symbol of membersOf(this.Members, match)) found.add(symbol);
      return;
    }
    if (ignoreCase) {
      original.call(this, name, match, found, ignoreCase);
      return;
    }
    for (const symbol of indexOf(this.Members).get(name) ?? []) {
      if (SymbolMatchExtensions.Matches$1(symbol, name, match)) found.add(symbol);
    }
  };
}

/** For every name the binder asks for the `.create function` around it; where there is no command, its ancestors need not be walked to know. */
function skipCommands({ Kusto }: NamesRuntime): void {
  const { Binder } = Kusto.Language.Binding;
  const { CommandBlock } = Kusto.Language.Syntax;
  const original = Binder.GetCreateFunctionCommandName;
  Binder.GetCreateFunctionCommandName = (location) => {
    let tree = location.Tree;
    while (tree != null && tree.Original != null) tree = tree.Original;
    return tree == null || tree.Root instanceof CommandBlock ? original.call(Binder, location) : null;
  };
}
