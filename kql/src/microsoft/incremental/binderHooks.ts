/**
 * Makes Microsoft's binder leave pieces of syntax as it bound them in the version before of a text. A piece keeps its meaning where it is bound
 * among the same things: the same rows come in (by identity of the table symbol), no name that occurs in it has changed its meaning, and the
 * binder's own state is the same. Pieces that have to do with tables whose columns are not all known are always bound again: what the binder
 * infers about those it remembers across statements.
 */
import type { MsList, MsNode, MsSymbol } from '../nodes.ts';
import { type Analysis, currentAnalysis, declaredVariable } from './analysis.ts';

interface Binder {
  readonly _outerBinder: object | null;
  readonly _currentFunction: object | null;
  readonly _currentCluster: object | null;
  readonly _currentDatabase: object | null;
  readonly _rowScope: object | null;
  readonly _rightRowScope: object | null;
  readonly _pathScope: object | null;
  readonly _implicitArgumentType: object | null;
  readonly _scopeKind: number;
  readonly _isFuzzy: boolean;
  readonly _dynamicDepth: number;
  readonly _commonColumnsOnly: boolean;
  /** The scope around each function that `let` declares, for where it is called. */
  readonly _staticScopes: { setItem(declaration: MsNode, scope: object): void };
  readonly _localScope: { AddSymbol(symbol: MsSymbol): void; Copy(): object };
  /** The number that the next column without a name gets. */
  _defaultColumnNameSuffix: number;
  SetSemanticInfo(node: MsNode, info: SemanticInfo | null): void;
}

interface SemanticInfo {
  readonly Diagnostics: MsList<unknown>;
  readonly ResultType: MsSymbol | null;
}

interface Visitor {
  readonly _binder: Binder;
}

/** A node with the parts that binding it uses. */
interface BoundNode extends MsNode {
  readonly extendedData: { SemanticInfo: SemanticInfo | null } | null;
  Accept$1(visitor: Visitor): void;
}

interface LetStatement extends BoundNode {
  readonly Name: BoundNode;
  readonly Expression: BoundNode;
}

/** A variable that `let` declares. */
interface Variable extends MsSymbol {
  readonly IsConstant: boolean;
  readonly ConstantValueInfo: object | null;
  Source: MsNode;
}

interface Tree {
  readonly Root: MsNode;
}

/** The parts of the runtime that are looked at or replaced. Types are constructor functions. */
export interface BinderHooksRuntime {
  readonly Kusto: {
    readonly Language: {
      readonly Binding: {
        readonly Binder: {
          readonly prototype: Binder;
          readonly TreeBinder: new (...args: never) => Visitor;
          TryBind(tree: Tree, ...rest: readonly unknown[]): boolean;
        };
        readonly SemanticInfo: { readonly $ctor3: new (symbol: MsSymbol, type: null) => SemanticInfo };
      };
      readonly Syntax: {
        readonly LetStatement: new (...args: never) => LetStatement;
        readonly ExpressionStatement: new (...args: never) => BoundNode;
        readonly AsOperator: new (...args: never) => BoundNode;
        readonly MacroExpandOperator: new (...args: never) => BoundNode;
        readonly FunctionDeclaration: new (...args: never) => BoundNode;
      };
    };
  };
  readonly System: { readonly Array: { getCount(list: object): number } };
}

/** Among what a piece was bound, and what came of it. */
interface Surroundings {
  readonly state: readonly unknown[];
  /** Where it stood then, in characters. */
  readonly start: number;
  readonly hasDiagnostics: boolean;
  readonly isOpen: boolean;
  /** What `_defaultColumnNameSuffix` was behind it. */
  readonly nextColumn: number;
}

const surroundingsOf = new WeakMap<MsNode, Surroundings>();

/** Whether the binder is known to have found nothing in a piece. */
export function isBoundWithoutFindings(node: MsNode): boolean {
  return surroundingsOf.get(node)?.hasDiagnostics === false;
}

export function keepBinding(runtime: BinderHooksRuntime): void {
  const { Binder } = runtime.Kusto.Language.Binding;
  countFindings(runtime);
  const tryBind = Binder.TryBind;
  const visit = visitor(runtime);
  Binder.TryBind = (tree, ...rest) => {
    const analysis = currentAnalysis();
    if (analysis !== undefined) {
      // What the parser has tried and dropped is not in the tree.
      analysis.units.retain(({ node }) => rootOf(node) === tree.Root);
      for (const { node } of analysis.units) visitThrough(node as BoundNode, visit);
      analysis.compareStatements(isDivisible(runtime, analysis), functionNames(runtime, analysis));
    }
    return tryBind.call(Binder, tree, ...rest);
  };
}

function rootOf(node: MsNode): MsNode {
  let root = node;
  for (let parent = node.Parent; parent !== null; parent = root.Parent) root = parent;
  return root;
}

/** Whether no statement and no operator says something about what is not in its own place: names of stages, options of scope, patterns. */
function isDivisible({ Kusto }: BinderHooksRuntime, { units }: Analysis): boolean {
  const { LetStatement, ExpressionStatement, AsOperator, MacroExpandOperator } = Kusto.Language.Syntax;
  for (const { kind, node } of units) {
    if (kind === 'statement' && !(node instanceof LetStatement) && !(node instanceof ExpressionStatement)) return false;
    if (node instanceof AsOperator || node instanceof MacroExpandOperator) return false;
  }
  return true;
}

/** The names of the functions that the text declares. */
function functionNames({ Kusto }: BinderHooksRuntime, { units }: Analysis): string[] {
  const { LetStatement, FunctionDeclaration } = Kusto.Language.Syntax;
  return Array.from(units).flatMap(({ kind, node }) =>
    kind === 'statement' && node instanceof LetStatement && node.Expression instanceof FunctionDeclaration ? nameOf(node) : [],
  );
}

/** Counts the nodes that are given diagnostics or the type of an open table. */
function countFindings({ Kusto, System }: BinderHooksRuntime): void {
  const { prototype } = Kusto.Language.Binding.Binder;
  const set = prototype.SetSemanticInfo;
  prototype.SetSemanticInfo = function (node, info) {
    const analysis = currentAnalysis();
    if (analysis !== undefined && info !== null && info !== undefined) {
      if (System.Array.getCount(info.Diagnostics) > 0) analysis.diagnosticNodes++;
      if (info.ResultType?.IsOpen === true) analysis.openNodes++;
    }
    set.call(this, node, info);
  };
}

/** Makes the visitors of a piece go through `visit`. */
function visitThrough(node: BoundNode, visit: (node: BoundNode, visitor: Visitor, bind: () => void) => void): void {
  if (Object.hasOwn(node, 'Accept$1')) return;
  const accept = node.Accept$1;
  node.Accept$1 = function (visitor) {
    visit(this, visitor, () => accept.call(this, visitor));
  };
}

/** Binds a piece, unless it may stay as it is. */
function visitor({ Kusto }: BinderHooksRuntime): (node: BoundNode, visitor: Visitor, bind: () => void) => void {
  const { Binder, SemanticInfo } = Kusto.Language.Binding;
  const { LetStatement, FunctionDeclaration } = Kusto.Language.Syntax;

  const declareAgain = (binder: Binder, statement: LetStatement): void => {
    if (statement.Expression instanceof FunctionDeclaration) binder._staticScopes.setItem(statement.Expression, binder._localScope.Copy());
    const symbol = statement.Name.ReferencedSymbol;
    if (symbol != null) binder._localScope.AddSymbol(symbol);
  };

  /** Where a statement has come to declare what it did before, the variable stays, and with it all that refers to it. */
  const keepVariable = (analysis: Analysis, binder: Binder, statement: LetStatement, before: MsSymbol | undefined): void => {
    const [old, variable] = [before, declaredVariable(statement)] as [Variable | undefined, Variable | undefined];
    if (old === undefined || variable === undefined || old.Name !== variable.Name || old.Type !== variable.Type) return;
    if (old.IsConstant !== variable.IsConstant || old.ConstantValueInfo !== null || variable.ConstantValueInfo !== null) return;
    old.Source = statement.Expression;
    binder.SetSemanticInfo(statement.Name, new SemanticInfo.$ctor3(old, null));
    binder._localScope.AddSymbol(old);
    analysis.changedNames.delete(old.Name);
  };

  return (node, visitor, bind) => {
    const analysis = currentAnalysis();
    const binder = visitor._binder;
    const isBinding = analysis !== undefined && visitor instanceof Binder.TreeBinder;
    if (!isBinding || binder._outerBinder !== null || binder._currentFunction !== null) {
      bind();
      return;
    }
    const statement = node instanceof LetStatement ? node : undefined;
    const before = surroundingsOf.get(node);
    const state = stateOf(binder);
    if (before !== undefined && mayStay(analysis, node, before, state)) {
      analysis.kept.add(node);
      if (before.hasDiagnostics) analysis.diagnosticNodes++;
      binder._defaultColumnNameSuffix = before.nextColumn;
      if (statement !== undefined) declareAgain(binder, statement);
      return;
    }
    const variable = statement === undefined ? undefined : (declaredVariable(statement) ?? analysis.takeGoneVariable(nameOf(statement)));
    if (before !== undefined) forgetBinding(node);
    if (statement !== undefined && analysis.mayKeep) analysis.noteChanged(node);
    const { diagnosticNodes, openNodes } = analysis;
    bind();
    if (statement !== undefined && analysis.mayKeep) keepVariable(analysis, binder, statement, variable);
    surroundingsOf.set(node, {
      state,
      start: node.TriviaStart,
      hasDiagnostics: analysis.diagnosticNodes > diagnosticNodes,
      isOpen: analysis.openNodes > openNodes || isOpenTable(binder._rowScope) || isOpenTable(binder._rightRowScope),
      nextColumn: binder._defaultColumnNameSuffix,
    });
  };
}

function mayStay(analysis: Analysis, node: BoundNode, before: Surroundings, state: readonly unknown[]): boolean {
  return (
    analysis.mayKeep &&
    !before.isOpen &&
    before.state.every((each, index) => each === state[index]) &&
    !(before.hasDiagnostics && before.start !== node.TriviaStart) &&
    !analysis.refersToChanged(node)
  );
}

/** All that the binder's answers depend on besides the syntax and the names in scope. */
function stateOf(binder: Binder): readonly unknown[] {
  return [
    binder._rowScope,
    binder._rightRowScope,
    binder._pathScope,
    binder._implicitArgumentType,
    binder._currentCluster,
    binder._currentDatabase,
    binder._scopeKind,
    binder._isFuzzy,
    binder._dynamicDepth,
    binder._commonColumnsOnly,
    binder._defaultColumnNameSuffix,
  ];
}

function isOpenTable(symbol: object | null): boolean {
  return (symbol as MsSymbol | null)?.IsOpen === true;
}

function nameOf(statement: LetStatement): string {
  return (statement.Name as BoundNode & { readonly SimpleName: string }).SimpleName;
}

/** Takes from a piece what it was bound to, since binding again writes only what it finds; the pieces in it are asked on their own. */
function forgetBinding(node: BoundNode): void {
  if (node.extendedData !== null) node.extendedData.SemanticInfo = null;
  for (let index = 0; index < node.ChildCount; index++) {
    const child = node.GetChild(index) as BoundNode | null;
    if (child !== null && !Object.hasOwn(child, 'Accept$1')) forgetBinding(child);
  }
}
