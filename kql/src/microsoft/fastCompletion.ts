/**
 * Makes Microsoft's completion faster: what it offers for a table or function of the catalog, some thousand of them, depends on the symbol and on
 * three facts of the place, and was made anew at every look. The lists offered are the same; `bench/editor.bench.ts` shows the effect.
 */

interface Item {
  readonly OrderText: string;
}

interface ItemList {
  add(item: Item): void;
  readonly Count: number;
  getItem(index: number): Item;
}

interface Node {
  readonly Parent: Node | null;
}

interface Completer {
  readonly _code: { readonly Dialect: object | number };
  readonly _options: { readonly EnableParameterInjection: boolean };
  GetCompletionItemsForSymbol(symbol: object, context: Node | null, nameOnly: boolean, items: ItemList): void;
  Retriggered(item: Item): Item;
  CreateOrderText(item: Item): string;
}

/** The parts of the runtime that are looked at or replaced. */
export interface CompletionRuntime {
  readonly Kusto: {
    readonly Language: {
      readonly Editor: {
        readonly KustoCompleter: {
          readonly prototype: Completer;
          IsStartOfQuery(context: Node | null): boolean;
          IsInvokeFunctionContext(context: Node | null): boolean;
        };
        readonly CompletionItem: { readonly prototype: { WithOrderText(this: Item, text: string): Item } };
      };
      readonly Symbols: {
        readonly TableSymbol: new (...args: never) => object;
        readonly FunctionSymbol: new (...args: never) => object;
      };
    };
  };
}

export function makeCompletionFast(runtime: CompletionRuntime): void {
  rememberItems(runtime);
  rememberOrder(runtime);
}

/** The items for tables and functions, by what they depend on. */
function rememberItems({ Kusto }: CompletionRuntime): void {
  const { KustoCompleter } = Kusto.Language.Editor;
  const { TableSymbol, FunctionSymbol } = Kusto.Language.Symbols;
  const original = KustoCompleter.prototype.GetCompletionItemsForSymbol;
  const itemsOf = new WeakMap<object, Map<string, readonly Item[]>>();
  // All symbols of one look have the place in common; each look has a completer of its own.
  const places = new WeakMap<Completer, { readonly context: Node | null; readonly key: string }>();
  const keyOf = (completer: Completer, context: Node | null): string => {
    let place = places.get(completer);
    if (place?.context !== context || place === undefined) {
      place = { context, key: `${KustoCompleter.IsStartOfQuery(context)} ${KustoCompleter.IsInvokeFunctionContext(context)}` };
      places.set(completer, place);
    }
    return place.key;
  };
  KustoCompleter.prototype.GetCompletionItemsForSymbol = function (symbol, context, nameOnly, items) {
    if (!(symbol instanceof TableSymbol || symbol instanceof FunctionSymbol)) {
      original.call(this, symbol, context, nameOnly, items);
      return;
    }
    const key = `${keyOf(this, context)} ${nameOnly} ${this._options.EnableParameterInjection} ${this._code.Dialect}`;
    const known = itemsOf.get(symbol) ?? new Map<string, readonly Item[]>();
    itemsOf.set(symbol, known);
    let made = known.get(key);
    if (made === undefined) {
      const before = items.Count;
      original.call(this, symbol, context, nameOnly, items);
      made = Array.from({ length: items.Count - before }, (_, index) => items.getItem(before + index));
      known.set(key, made);
      return;
    }
    for (const item of made) items.add(item);
  };
}

/** The place of an item in the order depends on the item alone. */
function rememberOrder({ Kusto }: CompletionRuntime): void {
  const { KustoCompleter, CompletionItem } = Kusto.Language.Editor;
  const { prototype } = KustoCompleter;
  const { CreateOrderText, Retriggered } = prototype;
  const { WithOrderText } = CompletionItem.prototype;
  const orderOf = new WeakMap<Item, string>();
  const retriggeredOf = new WeakMap<Item, Item>();
  const orderedOf = new WeakMap<Item, Item>();
  prototype.CreateOrderText = function (item) {
    const known = orderOf.get(item) ?? CreateOrderText.call(this, item);
    orderOf.set(item, known);
    return known;
  };
  prototype.Retriggered = function (item) {
    const known = retriggeredOf.get(item) ?? Retriggered.call(this, item);
    retriggeredOf.set(item, known);
    return known;
  };
  CompletionItem.prototype.WithOrderText = function (text) {
    const known = orderedOf.get(this);
    if (known?.OrderText === text) return known;
    const ordered = WithOrderText.call(this, text);
    orderedOf.set(this, ordered);
    return ordered;
  };
}
