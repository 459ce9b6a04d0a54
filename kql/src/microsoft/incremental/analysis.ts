import type { MsNode, MsSymbol } from '../nodes.ts';
import { declaredNames, refersToAny } from './names.ts';
import { isUnchanged, oldStart, type SyntaxUnit, SyntaxUnits, type UnitKind } from './syntaxUnit.ts';
import { compareTokens, type LexedText, type LexicalToken } from './tokens.ts';

/** One analysed version of a text, for the next to take from. */
export interface Version {
  readonly lexed: LexedText;
  readonly units: SyntaxUnits;
  /** Its pieces may be bound one at a time; not where statements say something about the whole query. */
  readonly isDivisible: boolean;
}

/**
 * One run of parser and binder over a text, with the version before it. The hooks in parser and binder ask it for what they need not do again;
 * there is one at a time, since neither waits for anything.
 */
export class Analysis {
  readonly units = new SyntaxUnits();
  /** Pieces that stay as the version before bound them. */
  readonly kept = new Set<MsNode>();
  /** Names that may not mean what they did in the version before: what refers to them is bound anew. */
  readonly changedNames = new Set<string>();
  /** Where the parser reads the text; parsers with a source of their own, which ends earlier, are left alone. */
  source: object | undefined;
  /** As `Version` has it. */
  isDivisible = false;
  /** Pieces that are bound already may stay so. */
  mayKeep = false;
  /** How many nodes have been given semantic diagnostics, and how many the type of a table whose columns are not all known. */
  diagnosticNodes = 0;
  openNodes = 0;
  readonly #lexed: LexedText;
  readonly #previous: Version | undefined;
  readonly #change: ReturnType<typeof compareTokens>;
  readonly #given = new Set<MsNode>();
  readonly #goneVariables = new Map<string, MsSymbol | null>();

  constructor(lexed: LexedText, previous?: Version) {
    this.#lexed = lexed;
    this.#previous = previous;
    this.#change = compareTokens(previous?.lexed.tokens ?? [], lexed.tokens);
  }

  /** The piece of the version before that stands at the token `start`, if it can stay; it is handed out once. */
  take(kind: UnitKind, start: number, parserState: string): SyntaxUnit | undefined {
    const before = oldStart(this.#change, start);
    if (this.#previous === undefined || before === undefined) return undefined;
    const { units } = this.#previous;
    const unit = units.at(before).find((each) => each.kind === kind && each.parserState === parserState);
    if (unit === undefined || unit.node.ContainsSyntaxDiagnostics || !isUnchanged(this.#change, unit)) return undefined;
    // The parser may try a text in several ways; what one way has taken must not be taken from it by another.
    const inner = units.within(unit);
    if (inner.some(({ node }) => this.#given.has(node))) return undefined;
    for (const each of inner) {
      this.#given.add(each.node);
      this.units.add({ ...each, start: each.start + start - before });
    }
    return unit;
  }

  /** Before binding: what of the version before is gone, and whether the rest may stay bound. */
  compareStatements(isDivisible: boolean, functions: readonly string[]): void {
    this.isDivisible = isDivisible;
    this.mayKeep = isDivisible && this.#previous?.isDivisible === true;
    if (this.#previous === undefined || !this.mayKeep) return;
    const { units, lexed } = this.#previous;
    for (const unit of units.statements()) {
      if (this.#given.has(unit.node)) continue;
      for (const name of declaredNames(tokensOf(lexed, unit))) this.changedNames.add(name);
      const variable = declaredVariable(unit.node);
      if (variable !== undefined) this.#goneVariables.set(variable.Name, this.#goneVariables.has(variable.Name) ? null : variable);
    }
    this.#bindCallsTogether(functions);
  }

  /**
   * The binder binds the body of a function once for calls that are alike, and remembers while it binds a text what the body gives. So all calls
   * of a function are bound in one run: where a statement that may be bound anew calls it, the others are too.
   */
  #bindCallsTogether(functions: readonly string[]): void {
    const pending = new Set(this.units.statements());
    const changed = new Set(this.changedNames);
    for (let isGrowing = true; isGrowing; ) {
      isGrowing = false;
      for (const statement of pending) {
        const tokens = tokensOf(this.#lexed, statement);
        if (this.#given.has(statement.node) && !refersToAny(tokens, changed)) continue;
        pending.delete(statement);
        isGrowing = true;
        for (const name of declaredNames(tokens)) changed.add(name);
        for (const name of functions) {
          if (changed.has(name) && this.changedNames.has(name)) continue;
          if (!refersToAny(tokens, new Set([name]))) continue;
          changed.add(name);
          this.changedNames.add(name);
        }
      }
    }
  }

  /** What a statement of this text declares may not be what it was. */
  noteChanged(node: MsNode): void {
    for (const name of declaredNames(this.#tokensIn(node))) this.changedNames.add(name);
  }

  /** Whether a piece may refer to a name that does not mean what it did. */
  refersToChanged(node: MsNode): boolean {
    return refersToAny(this.#tokensIn(node), this.changedNames);
  }

  #tokensIn(node: MsNode): readonly LexicalToken[] {
    const unit = this.units.of(node);
    return unit === undefined ? this.#lexed.tokens : tokensOf(this.#lexed, unit);
  }

  /** This text, for the next version to take from. */
  version(): Version {
    return { lexed: this.#lexed, units: this.units, isDivisible: this.isDivisible };
  }

  /** The variable of this name in the version before, where a statement that is gone declared it and no other did; it is handed out once. */
  takeGoneVariable(name: string): MsSymbol | undefined {
    const variable = this.#goneVariables.get(name) ?? undefined;
    this.#goneVariables.delete(name);
    return variable;
  }
}

function tokensOf({ tokens }: LexedText, { start, count }: SyntaxUnit): readonly LexicalToken[] {
  return tokens.slice(start, start + count);
}

/** The variable that a bound `let` declares; undefined for functions. */
export function declaredVariable(statement: MsNode): MsSymbol | undefined {
  const { Name } = statement as MsNode & { readonly Name?: MsNode };
  const symbol = Name?.ReferencedSymbol;
  return symbol != null && 'ConstantValueInfo' in symbol ? symbol : undefined;
}

let current: Analysis | undefined;

/** The analysis that is running. */
export function currentAnalysis(): Analysis | undefined {
  return current;
}

/** Runs `work` as part of `analysis`. */
export function analysing<T>(analysis: Analysis, work: () => T): T {
  const outer = current;
  current = analysis;
  try {
    return work();
  } finally {
    current = outer;
  }
}
