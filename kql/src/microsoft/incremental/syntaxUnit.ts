import type { MsNode } from '../nodes.ts';

/** The pieces of syntax that are kept whole from one version of a text to the next: a statement, a query operator, what the first pipe follows. */
export type UnitKind = 'statement' | 'operator' | 'head';

/** A piece of syntax and the tokens that it was parsed from. */
export interface SyntaxUnit {
  readonly kind: UnitKind;
  readonly node: MsNode;
  /** The index of its first token, and how many there are. */
  readonly start: number;
  readonly count: number;
  /** What the parser was told around it; the same text may be read in another way where that differs. */
  readonly parserState: string;
}

/** The tokens that the parser may look at behind a piece before it ends it. */
const lookAhead = 3;

/** The pieces of one version of a text, by the token that they begin with. */
export class SyntaxUnits {
  readonly #byStart = new Map<number, SyntaxUnit[]>();
  #byNode: Map<MsNode, SyntaxUnit> | undefined;

  add(unit: SyntaxUnit): void {
    this.#byNode = undefined;
    const beside = this.#byStart.get(unit.start);
    if (beside === undefined) this.#byStart.set(unit.start, [unit]);
    else beside.push(unit);
  }

  /** The pieces that begin with the token `start`. */
  at(start: number): readonly SyntaxUnit[] {
    return this.#byStart.get(start) ?? [];
  }

  /** The pieces that lie in `outer`, itself among them. */
  within(outer: SyntaxUnit): SyntaxUnit[] {
    const end = outer.start + outer.count;
    const found: SyntaxUnit[] = [];
    for (let start = outer.start; start < end; start++) {
      for (const unit of this.at(start)) if (unit.start + unit.count <= end) found.push(unit);
    }
    return found;
  }

  /** The piece whose node it is; what the first pipe follows may be an operator as well, of the same tokens. */
  of(node: MsNode): SyntaxUnit | undefined {
    this.#byNode ??= new Map(Array.from(this, (unit) => [unit.node, unit]));
    return this.#byNode.get(node);
  }

  /** The statements, in order. */
  statements(): SyntaxUnit[] {
    return Array.from(this)
      .filter(({ kind }) => kind === 'statement')
      .sort((one, other) => one.start - other.start);
  }

  /** Forgets the pieces for which `isKept` is false. */
  retain(isKept: (unit: SyntaxUnit) => boolean): void {
    this.#byNode = undefined;
    for (const [start, units] of this.#byStart) this.#byStart.set(start, units.filter(isKept));
  }

  /** All pieces. */
  *[Symbol.iterator](): IterableIterator<SyntaxUnit> {
    for (const units of this.#byStart.values()) yield* units;
  }
}

/** The part of a text that changed, in tokens: the first `before` and the last `behind` of them are the same in both versions. */
export interface TokenChange {
  readonly before: number;
  readonly behind: number;
  readonly oldCount: number;
  readonly newCount: number;
}

/** Where the piece that begins with token `start` of the new text began in the old one; undefined where the token itself has changed. */
export function oldStart(change: TokenChange, start: number): number | undefined {
  if (start < change.before) return start;
  return start >= change.newCount - change.behind ? start - change.newCount + change.oldCount : undefined;
}

/** Whether a piece of the old text, and what the parser looked at behind it, is the same in the new one. */
export function isUnchanged(change: TokenChange, { start, count }: SyntaxUnit): boolean {
  return Math.min(change.oldCount, start + count + lookAhead) <= change.before || start >= change.oldCount - change.behind;
}
