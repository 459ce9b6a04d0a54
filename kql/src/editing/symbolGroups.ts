import type { MsSymbol } from '../microsoft/nodes.ts';

/** Symbols of the binder that stand for one thing: a union-find. */
export class SymbolGroups {
  readonly #parents = new Map<MsSymbol, MsSymbol>();

  /** The symbol that stands for the group of `symbol`. */
  find(symbol: MsSymbol): MsSymbol {
    let root = symbol;
    for (let parent = this.#parents.get(root); parent !== undefined; parent = this.#parents.get(root)) root = parent;
    for (let at = symbol; at !== root; ) {
      const next = this.#parents.get(at) as MsSymbol;
      this.#parents.set(at, root);
      at = next;
    }
    return root;
  }

  unite(a: MsSymbol, b: MsSymbol): void {
    const [rootA, rootB] = [this.find(a), this.find(b)];
    if (rootA !== rootB) this.#parents.set(rootB, rootA);
  }
}
