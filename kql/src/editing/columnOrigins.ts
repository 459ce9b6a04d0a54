/** Where the columns of a query first turn up: the operator, the table or the function. */
import { child, kindOf, listItems, symbolKindOf, text } from '../microsoft/accessors.ts';
import type { MsNode, MsSymbol } from '../microsoft/nodes.ts';

/** Operators that put a new column in the place of an old one of the same name. */
const replacing = new Set([
  'ExtendOperator',
  'MvExpandOperator',
  'MvApplyOperator',
  'ParseOperator',
  'ParseWhereOperator',
  'ParseKvOperator',
  'SerializeOperator',
]);
/** Operators whose new columns are named by a column that they read. */
const renewing = new Set(['MvExpandOperator', 'MvApplyOperator', 'MakeSeriesOperator']);

export class ColumnOrigins {
  /** The table or function whose schema has the column. */
  readonly owners = new Map<MsSymbol, string>();
  /** The column in whose place a column stepped. */
  readonly replaced = new Map<MsSymbol, MsSymbol>();
  /** Tokens that name columns without the binder saying so: `withsource=x`, `range x`, `count as x`. */
  readonly named = new Map<MsSymbol, MsNode>();
  /** The read column that a new column is named by, where the operator only changes what is in it. */
  readonly renewed = new Map<MsSymbol, MsSymbol>();
  /** Columns that an operator gives and an expression of the query makes; the parts of a tuple become such only under names of their own. */
  readonly made = new Set<MsSymbol>();
  readonly #seen = new Set<MsSymbol>();
  readonly #types = new Set<MsSymbol>();

  /** Looks at a node whose parts were looked at before. */
  visit(node: MsNode): void {
    const type = node.ResultType;
    if (type?.IsTabular !== true || this.#types.has(type) || isCallee(node)) return;
    this.#types.add(type);
    const fresh = listItems(type.Columns).filter((column) => !this.#seen.has(column));
    for (const column of fresh) this.#seen.add(column);
    if (fresh.length > 0) this.#introduce(node, fresh);
  }

  #introduce(node: MsNode, columns: readonly MsSymbol[]): void {
    const kind = kindOf(node);
    const owner = ownerOf(node);
    if (owner !== undefined) for (const column of columns) this.owners.set(column, owner);
    if (!kind.endsWith('Operator')) return;
    for (const column of columns) if (column.Source) this.made.add(column);
    if (replacing.has(kind)) this.#findReplaced(node, columns);
    if (columns.length > mostNamed) return;
    for (const column of columns) {
      const token = nameToken(node, column.Name);
      if (token !== undefined) this.named.set(column, token);
      const source = renewing.has(kind) ? readColumn(node, column.Name) : undefined;
      if (source !== undefined) this.renewed.set(column, source);
    }
  }

  #findReplaced(node: MsNode, columns: readonly MsSymbol[]): void {
    const input = node.Parent && kindOf(node.Parent) === 'PipeExpression' ? child(node.Parent, 'Expression')?.ResultType : undefined;
    if (!input) return;
    const before = new Map(listItems(input.Columns).map((column) => [column.Name, column]));
    for (const column of columns) {
      const old = before.get(column.Name);
      if (old !== undefined) this.replaced.set(column, old);
    }
  }
}

/** The name of a function, which is looked at with its call. */
function isCallee(node: MsNode): boolean {
  return kindOf(node) === 'NameReference' && !!node.Parent && kindOf(node.Parent) === 'FunctionCallExpression';
}

/** The table or function that the node names and that brings its own schema; the columns of a function of the query are made in its body. */
function ownerOf(node: MsNode): string | undefined {
  const symbol = node.ReferencedSymbol;
  if (!symbol || (symbolKindOf(symbol) !== 'Table' && symbolKindOf(symbol) !== 'Function')) return undefined;
  return node.ReferencedSignature?.Declaration ? undefined : symbol.Name;
}

/** Operators that make more columns at once, such as a union of all tables, name none of them. */
const mostNamed = 50;

/** The token in `operator` itself, not in a query inside it, that declares `name` without a symbol. */
function nameToken(operator: MsNode, name: string): MsNode | undefined {
  if (kindOf(operator) === 'CountOperator') {
    const identifier = child(operator, 'AsIdentifier');
    return identifier && child(identifier, 'Identifier');
  }
  return find(operator, (node) => kindOf(node) === 'NameDeclaration' && !node.ReferencedSymbol && text(node, 'SimpleName') === name);
}

function readColumn(operator: MsNode, name: string): MsSymbol | undefined {
  const isRead = (node: MsNode) =>
    kindOf(node) === 'NameReference' && node.ReferencedSymbol?.Name === name && symbolKindOf(node.ReferencedSymbol) === 'Column';
  return find(operator, isRead)?.ReferencedSymbol ?? undefined;
}

function find(node: MsNode, test: (node: MsNode) => boolean): MsNode | undefined {
  if (test(node)) return node;
  for (let index = 0; index < node.ChildCount; index++) {
    const part = node.GetChild(index);
    const isInner = part === null || kindOf(part) === 'PipeExpression';
    const found = isInner ? undefined : find(part, test);
    if (found !== undefined) return found;
  }
  return undefined;
}
