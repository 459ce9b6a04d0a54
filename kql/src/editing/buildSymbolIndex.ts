/** Makes the index of a query's names from Microsoft's bound tree; see `symbolIndex.ts` for what it holds. */
import type { BoundQuery } from '../bind.ts';
import { child, kindOf, listItems, symbolKindOf, typeOf } from '../microsoft/accessors.ts';
import { kustoCodeOf } from '../microsoft/code.ts';
import type { MsNode, MsSymbol } from '../microsoft/nodes.ts';
import type { Span } from '../span.ts';
import { BindingWalk } from './bindingWalk.ts';
import { ColumnOrigins } from './columnOrigins.ts';
import { SymbolGroups } from './symbolGroups.ts';
import type { KqlDeclaration, KqlOccurrence, KqlSymbol, KqlSymbolIndex, KqlSymbolKind, KqlSymbolOrigin } from './symbolIndex.ts';

/** A name as it is written, with the symbol the binder gave it. */
interface WrittenName {
  readonly span: Span;
  readonly symbol: MsSymbol;
  readonly declares: boolean;
}

export function buildSymbolIndex(query: BoundQuery): KqlSymbolIndex {
  const code = kustoCodeOf(query);
  const builder = new IndexBuilder(query, code.Syntax);
  return builder.build(listItems(code.ResultType?.Columns));
}

class IndexBuilder {
  readonly #query: BoundQuery;
  readonly #walk: BindingWalk;
  readonly #groups = new SymbolGroups();
  readonly #origins = new ColumnOrigins();
  /** By the offset at which each starts; bodies of functions are walked once a call, but written once. */
  readonly #names = new Map<number, WrittenName>();
  readonly #columns = new Set<MsSymbol>();
  /** Symbols that a written name declares. */
  readonly #declared = new Set<MsSymbol>();
  readonly #symbols: KqlSymbol[] = [];
  readonly #numbers = new Map<MsSymbol, number>();

  constructor(query: BoundQuery, root: MsNode) {
    this.#query = query;
    this.#walk = new BindingWalk(root);
  }

  build(result: readonly MsSymbol[]): KqlSymbolIndex {
    this.#walk.run((node, span) => {
      this.#addName(node, span);
      this.#origins.visit(node);
    });
    for (const column of [...this.#origins.made, ...result]) this.#addColumn(column);
    for (const [column, token] of this.#origins.named) if (this.#columns.has(column)) this.#addToken(column, token);
    // An operator is looked at behind its names, so only now is it known what those replace.
    for (const [column, old] of this.#origins.replaced) if (this.#columns.has(column)) this.#addColumn(old);
    this.#uniteColumns();
    this.#makeSymbols();
    return { symbols: this.#symbols, occurrences: this.#occurrences(), result: this.#resultNumbers(result) };
  }

  #addName(node: MsNode, span: Span): void {
    const kind = kindOf(node);
    const symbol = node.ReferencedSymbol;
    if (!symbol || (kind !== 'NameReference' && kind !== 'NameDeclaration') || node.IsMissing) return;
    if (kindOfSymbol(symbol) === undefined || isMember(node) || isPattern(node)) return;
    this.#addWritten(span, symbol, kind === 'NameDeclaration');
  }

  #addToken(column: MsSymbol, token: MsNode): void {
    const span = token.IsMissing ? undefined : this.#walk.spanOf(token);
    if (span !== undefined) this.#addWritten(span, column, true);
  }

  #addWritten(span: Span, symbol: MsSymbol, declares: boolean): void {
    if (span.end <= span.start) return;
    this.#addColumn(symbol);
    if (declares) this.#declared.add(symbol);
    const known = this.#names.get(span.start);
    if (known === undefined) this.#names.set(span.start, { span, symbol, declares });
    else if (isColumn(known.symbol) === isColumn(symbol) && known.symbol.Name === symbol.Name) this.#groups.unite(known.symbol, symbol);
  }

  /** Remembers a column and what it was before. */
  #addColumn(symbol: MsSymbol): void {
    if (!isColumn(symbol) || this.#columns.has(symbol)) return;
    this.#columns.add(symbol);
    for (const original of originalsOf(symbol)) this.#addColumn(original);
  }

  /** Columns that are one although the binder has several symbols for them. */
  #uniteColumns(): void {
    const bySource = new Map<MsNode, MsSymbol[]>();
    for (const column of this.#columns) {
      for (const original of originalsOf(column)) if (original.Name === column.Name) this.#groups.unite(original, column);
      const renewed = this.#origins.renewed.get(column);
      if (renewed !== undefined && !this.#declared.has(column)) this.#groups.unite(renewed, column);
      const declaring = column.Source?.ReferencedSymbol;
      if (column.Source && kindOf(column.Source) === 'NameDeclaration' && declaring) this.#groups.unite(declaring, column);
      if (column.Source) bySource.set(column.Source, [...(bySource.get(column.Source) ?? []), column]);
    }
    for (const columns of bySource.values()) this.#uniteCopies(columns);
    for (const column of this.#columns) if (!this.#declared.has(column)) this.#uniteWithNamesake(column);
  }

  /** A conversion that changes nothing copies a column with its source. */
  #uniteCopies(columns: readonly MsSymbol[]): void {
    const byName = new Map<string, MsSymbol>();
    for (const column of columns) {
      const first = byName.get(column.Name);
      if (first === undefined) byName.set(column.Name, column);
      else this.#groups.unite(first, column);
    }
  }

  /** `bin(hour, 2)` is named after the column `hour`: they are renamed together, unless a schema gives the name. */
  #uniteWithNamesake(column: MsSymbol): void {
    const source = column.Source;
    const span = source ? this.#walk.spanOf(source) : undefined;
    if (span === undefined) return;
    for (const name of this.#namesWithin(span)) {
      if (name.symbol.Name !== column.Name || !isColumn(name.symbol) || name.declares) continue;
      if (!this.#schemaColumn(name.symbol)) this.#groups.unite(name.symbol, column);
    }
  }

  #namesWithin(span: Span): WrittenName[] {
    return [...this.#names.values()].filter((name) => span.start <= name.span.start && name.span.end <= span.end);
  }

  #schemaColumn(symbol: MsSymbol): boolean {
    return this.#origins.owners.has(symbol) || originalsOf(symbol).some((original) => this.#origins.owners.has(original));
  }

  #makeSymbols(): void {
    const members = new Map<MsSymbol, MsSymbol[]>();
    const all = new Set([...Array.from(this.#names.values(), (name) => name.symbol), ...this.#columns]);
    for (const symbol of all) {
      const root = this.#groups.find(symbol);
      members.set(root, [...(members.get(root) ?? []), symbol]);
      if (!this.#numbers.has(root)) this.#numbers.set(root, this.#numbers.size);
    }
    const written = new Map<MsSymbol, WrittenName[]>();
    for (const name of this.#names.values()) {
      const root = this.#groups.find(name.symbol);
      written.set(root, [...(written.get(root) ?? []), name]);
    }
    for (const [root, group] of members) this.#symbols.push(this.#makeSymbol(root, group, written.get(root) ?? []));
  }

  #makeSymbol(root: MsSymbol, group: readonly MsSymbol[], names: readonly WrittenName[]): KqlSymbol {
    const kind = kindOfSymbol(root) as KqlSymbolKind;
    const declared = names.filter((name) => name.declares).map(({ span }): KqlDeclaration => ({ span, written: true }));
    const implied = kind === 'column' ? group.flatMap((symbol) => this.#impliedBy(symbol)) : [];
    const declarations = distinct([...declared, ...implied]);
    const own = this.#numbers.get(root);
    const others = (symbols: readonly (MsSymbol | undefined)[]) =>
      [...new Set(symbols.flatMap((symbol) => (symbol === undefined ? [] : (this.#numbers.get(this.#groups.find(symbol)) ?? []))))].filter(
        (number) => number !== own,
      );
    return {
      name: root.Name,
      kind,
      origin: this.#originOf(root, kind, group, declarations),
      declarations,
      derivedFrom: others(group.flatMap(originalsOf)),
      replaces: others(group.map((symbol) => this.#origins.replaced.get(symbol))),
    };
  }

  /** The expression that a column without a written name is computed by. */
  #impliedBy(symbol: MsSymbol): KqlDeclaration[] {
    const source = this.#origins.made.has(symbol) ? symbol.Source : undefined;
    const isNamed = this.#declared.has(symbol) || this.#origins.owners.has(symbol) || this.#origins.renewed.has(symbol);
    // The source of a column that was copied may be the value behind `x =`.
    if (!source || isNamed || (source.Parent && kindOf(source.Parent).endsWith('NamedExpression'))) return [];
    const span = this.#walk.spanOf(source);
    return span === undefined || kindOf(source) === 'NameDeclaration' ? [] : [{ span, written: false }];
  }

  #originOf(root: MsSymbol, kind: KqlSymbolKind, group: readonly MsSymbol[], declarations: readonly KqlDeclaration[]): KqlSymbolOrigin {
    const { catalog } = this.#query;
    if (kind === 'column') {
      const owners = new Set(group.flatMap((symbol) => this.#origins.owners.get(symbol) ?? []));
      if (owners.size > 0) return { kind: 'schema', owners: [...owners] };
    }
    if (declarations.length > 0 || group.some((symbol) => originalsOf(symbol).length > 0)) return { kind: 'query' };
    if (kind === 'table') return { kind: 'catalog' };
    if (kind === 'function') return { kind: catalog.functions.has(root.Name) ? 'catalog' : 'built-in' };
    return { kind: 'unknown' };
  }

  #occurrences(): KqlOccurrence[] {
    return [...this.#names.values()]
      .map(({ span, symbol, declares }) => ({ span, symbol: this.#numbers.get(this.#groups.find(symbol)) as number, declares }))
      .sort((a, b) => a.span.start - b.span.start);
  }

  #resultNumbers(result: readonly MsSymbol[]): Map<string, number> {
    return new Map(result.map((column) => [column.Name, this.#numbers.get(this.#groups.find(column)) as number]));
  }
}

function kindOfSymbol(symbol: MsSymbol): KqlSymbolKind | undefined {
  return symbolKinds[symbolKindOf(symbol)];
}

const symbolKinds: Readonly<Record<string, KqlSymbolKind | undefined>> = {
  Table: 'table',
  MaterializedView: 'table',
  Column: 'column',
  Function: 'function',
  Variable: 'variable',
  Parameter: 'parameter',
};

function isColumn(symbol: MsSymbol): boolean {
  return symbolKindOf(symbol) === 'Column';
}

function originalsOf(symbol: MsSymbol): MsSymbol[] {
  return listItems(symbol.OriginalColumns);
}

/** A member of a dynamic value, which is no column although the binder may know its type. */
function isMember(node: MsNode): boolean {
  const { Parent: parent } = node;
  if (!parent || kindOf(parent) !== 'PathExpression') return false;
  const [base, selector] = [parent.GetChild(0), parent.GetChild(2)];
  return selector === node && typeOf(base?.ResultType) === 'dynamic';
}

/** `project-away a*` refers to a column where only one fits, but does not name it. */
function isPattern(node: MsNode): boolean {
  const name = child(node, 'Name');
  return name !== undefined && kindOf(name) === 'WildcardedName';
}

function distinct(declarations: readonly KqlDeclaration[]): KqlDeclaration[] {
  const byStart = new Map(
    declarations.toReversed().map((declaration) => [`${declaration.span.start}-${declaration.span.end}`, declaration]),
  );
  return [...byStart.values()].sort((a, b) => a.span.start - b.span.start);
}
