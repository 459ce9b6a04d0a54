/** Every bound node of a query: those of the text, and those of the bodies of its own functions as each call binds them. */
import { kindOf } from '../microsoft/accessors.ts';
import type { MsNode } from '../microsoft/nodes.ts';
import type { Span } from '../span.ts';

/** A text whose functions call each other in many ways is looked at so far and no further. */
const mostNodes = 300_000;

/** Gets each node with its place in the query. */
type Visit = (node: MsNode, span: Span) => void;

/** Walks the nodes below a root once, and knows where in the query each of them stands. */
export class BindingWalk {
  readonly #root: MsNode;
  /** How far the offsets below a root are from those of the query. */
  readonly #shifts = new Map<MsNode, number>();
  #left = mostNodes;

  constructor(root: MsNode) {
    this.#root = root;
    this.#shifts.set(root, 0);
  }

  /** Children come before their parents, the source of a pipe before its operator, the body of a function before its call. */
  run(visit: Visit): void {
    this.#walk(this.#root, 0, visit);
  }

  /** The place of any node in the query; undefined for one in the body of a function that is declared elsewhere. */
  spanOf(node: MsNode): Span | undefined {
    const shift = this.#shifts.get(rootOf(node));
    return shift === undefined ? undefined : { start: node.TextStart + shift, end: node.End + shift };
  }

  #walk(node: MsNode, shift: number, visit: Visit): void {
    if (this.#left-- <= 0) return;
    for (let index = 0; index < node.ChildCount; index++) {
      const part = node.GetChild(index);
      if (part) this.#walk(part, shift, visit);
    }
    const body = isCall(node) ? this.#calledBody(node) : undefined;
    if (body !== undefined) this.#walk(body, this.#shifts.get(rootOf(body)) ?? 0, visit);
    visit(node, { start: node.TextStart + shift, end: node.End + shift });
  }

  /** The body of a function of this text, as the call `node` binds it; undefined where it was walked before. */
  #calledBody(node: MsNode): MsNode | undefined {
    const declaration = node.ReferencedSignature?.Declaration;
    const shift = declaration ? this.#shifts.get(rootOf(declaration)) : undefined;
    const body = shift === undefined ? undefined : node.GetCalledFunctionBody?.();
    if (!body || !declaration || shift === undefined || this.#shifts.has(rootOf(body))) return undefined;
    this.#shifts.set(rootOf(body), shift + declaration.TextStart - body.TextStart);
    return body;
  }
}

/** A function may be called by its bare name. */
function isCall(node: MsNode): boolean {
  const kind = kindOf(node);
  return (
    kind === 'FunctionCallExpression' || (kind === 'NameReference' && !!node.Parent && kindOf(node.Parent) !== 'FunctionCallExpression')
  );
}

function rootOf(node: MsNode): MsNode {
  let root = node;
  while (root.Parent) root = root.Parent;
  return root;
}
