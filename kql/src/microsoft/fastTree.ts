/**
 * Makes the walks over a whole tree faster that the parser does for every text: where each element begins, and how deep the tree is. The first
 * leaves alone what stands where it stood in the version before of a text. Both go without recursion, since trees may be deep.
 */

interface SyntaxElement {
  readonly ChildCount: number;
  readonly OffsetInParent: number;
  readonly Root: SyntaxElement;
  /** The offset of the element with the white space before it; -1 where it is not known yet. */
  _triviaStart: number;
  GetChild(index: number): SyntaxElement | null;
}

/** The parts of the runtime that are replaced. */
export interface TreeRuntime {
  readonly Kusto: {
    readonly Language: {
      readonly Syntax: {
        readonly SyntaxElement: { readonly prototype: SyntaxElement & { InitializeTriviaStarts(): void } };
        readonly SyntaxNode: new (...args: never) => SyntaxElement;
        readonly SyntaxTree: { ComputeMaxDepth(root: SyntaxElement): number };
      };
    };
  };
}

export function makeTreesFast({ Kusto }: TreeRuntime): void {
  const { SyntaxElement, SyntaxNode, SyntaxTree } = Kusto.Language.Syntax;
  SyntaxElement.prototype.InitializeTriviaStarts = function (this: SyntaxElement) {
    placeElements(this.Root);
  };
  SyntaxTree.ComputeMaxDepth = (root) => {
    let deepest = 0;
    const pending: { readonly node: SyntaxElement; readonly depth: number }[] = [{ node: root, depth: 1 }];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { node, depth } = next;
      deepest = Math.max(deepest, depth);
      for (let index = 0; index < node.ChildCount; index++) {
        const child = node.GetChild(index);
        if (child instanceof SyntaxNode) pending.push({ node: child, depth: depth + 1 });
      }
    }
    return deepest;
  };
}

function placeElements(root: SyntaxElement): void {
  root._triviaStart = root.OffsetInParent;
  const pending = [root];
  for (let element = pending.pop(); element !== undefined; element = pending.pop()) {
    const start = element._triviaStart;
    for (let index = 0, count = element.ChildCount; index < count; index++) {
      const child = element.GetChild(index);
      if (child === null || child._triviaStart === start + child.OffsetInParent) continue;
      child._triviaStart = start + child.OffsetInParent;
      pending.push(child);
    }
  }
}
