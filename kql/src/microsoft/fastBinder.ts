/**
 * Spares Microsoft's binder work that it does again and again. Which signature of an operator fits operands of two types: an operator has some
 * twenty signatures, each is compared with the operands several times, and the outcome depends on nothing but the types. And the type that the
 * arguments of a call have in common: asked once an argument, it makes a `case()` of many cost the square of their number. And whether each item
 * of a read-only list, such as the columns of a table, is there: asked for each table that is made of it.
 * `bench/editor.bench.ts` shows the effect; that the answers are the same, the tests over the corpus.
 */

interface List<T> {
  readonly Count: number;
  add(item: T): void;
  getItem(index: number): T;
}

type Signatures = object;

interface BinderPrototype {
  GetBestMatchingSignatures(
    signatures: Signatures,
    operands: List<object>,
    types: List<object>,
    result: List<object>,
    requireAllArgumentsMatch?: boolean,
  ): void;
  GetOperatorInfo$1(kind: unknown, operands: List<object>, types: List<object>, location: unknown, requireAll?: boolean): unknown;
  CheckSignature(signature: object, args: List<object>, types: List<object>, location: unknown, diagnostics: List<object>): unknown;
}

interface ArgumentCheckers {
  /** Gives the list back, or throws. */
  CheckArgumentNullOrElementNull(type: object, list: object | null | undefined, name: string): object;
}

interface TypeFacts {
  GetCommonArgumentType(parameters: object, types: object, defaultType?: object | null, ignoreDynamic?: boolean): object | null;
}

/** The parts of the runtime that are looked at. Types are constructor functions. */
export interface BinderRuntime {
  readonly Kusto: {
    readonly Language: {
      readonly Binding: { readonly Binder: { readonly prototype: BinderPrototype } };
      readonly Symbols: { readonly TypeFacts: TypeFacts };
      readonly Utils: {
        readonly ArgumentCheckers: ArgumentCheckers;
        /** The read-only list of items of `type`. */
        SafeList$1(type: object): new (...args: never) => object;
      };
      readonly Syntax: { readonly StarExpression: new (...args: never) => object };
    };
  };
}

type Answers = WeakMap<object, WeakMap<object, readonly object[]>>;

/** Makes the binder remember what it has found out. */
export function makeBinderFast(runtime: BinderRuntime): void {
  rememberOperatorSignatures(runtime);
  rememberCommonTypes(runtime);
  rememberCheckedLists(runtime);
}

function rememberCheckedLists({ Kusto }: BinderRuntime): void {
  const { ArgumentCheckers, SafeList$1 } = Kusto.Language.Utils;
  const original = ArgumentCheckers.CheckArgumentNullOrElementNull;
  const checked = new WeakSet<object>();
  ArgumentCheckers.CheckArgumentNullOrElementNull = (type, list, name) => {
    if (list === null || list === undefined || checked.has(list)) return list ?? original(type, list, name);
    original(type, list, name);
    if (list instanceof SafeList$1(type)) checked.add(list);
    return list;
  };
}

/** While one signature is checked its arguments stay what they are. */
function rememberCommonTypes({ Kusto }: BinderRuntime): void {
  const { prototype } = Kusto.Language.Binding.Binder;
  const { TypeFacts } = Kusto.Language.Symbols;
  const check = prototype.CheckSignature;
  const commonType = TypeFacts.GetCommonArgumentType;
  let found: { readonly parameters: object; readonly types: object; readonly type: object | null } | undefined;
  let isChecking = false;
  prototype.CheckSignature = function (signature, args, types, location, diagnostics) {
    const [outer, wasChecking] = [found, isChecking];
    found = undefined;
    isChecking = true;
    try {
      return check.call(this, signature, args, types, location, diagnostics);
    } finally {
      found = outer;
      isChecking = wasChecking;
    }
  };
  TypeFacts.GetCommonArgumentType = (parameters, types, defaultType = null, ignoreDynamic = false) => {
    if (!isChecking || defaultType !== null || ignoreDynamic)
      return commonType.call(TypeFacts, parameters, types, defaultType, ignoreDynamic);
    if (found?.parameters !== parameters || found.types !== types)
      found = { parameters, types, type: commonType.call(TypeFacts, parameters, types, defaultType, ignoreDynamic) };
    return found.type;
  };
}

function rememberOperatorSignatures({ Kusto }: BinderRuntime): void {
  const { prototype } = Kusto.Language.Binding.Binder;
  const { StarExpression } = Kusto.Language.Syntax;
  const bestOf = prototype.GetBestMatchingSignatures;
  const operatorInfo = prototype.GetOperatorInfo$1;
  const answersOf = new WeakMap<Signatures, { readonly lenient: Answers; readonly strict: Answers }>();
  // Functions have parameters that look at the argument itself; operators have none. Asking for signatures is the first that an operator does.
  let isOperator = false;
  prototype.GetOperatorInfo$1 = function (kind, operands, types, location, requireAll) {
    isOperator = true;
    try {
      return operatorInfo.call(this, kind, operands, types, location, requireAll);
    } finally {
      isOperator = false;
    }
  };
  prototype.GetBestMatchingSignatures = function (signatures, operands, types, result, requireAll = false) {
    const isPair = isOperator && types.Count === 2 && operands.Count === 2 && result.Count === 0;
    isOperator = false;
    if (!isPair || isStar(operands.getItem(0)) || isStar(operands.getItem(1))) {
      bestOf.call(this, signatures, operands, types, result, requireAll);
      return;
    }
    let answers = answersOf.get(signatures);
    if (answers === undefined) {
      answers = { lenient: new WeakMap(), strict: new WeakMap() };
      answersOf.set(signatures, answers);
    }
    const byLeft = requireAll ? answers.strict : answers.lenient;
    let byRight = byLeft.get(types.getItem(0));
    if (byRight === undefined) {
      byRight = new WeakMap();
      byLeft.set(types.getItem(0), byRight);
    }
    const known = byRight.get(types.getItem(1));
    if (known !== undefined) {
      for (const signature of known) result.add(signature);
      return;
    }
    bestOf.call(this, signatures, operands, types, result, requireAll);
    byRight.set(
      types.getItem(1),
      Array.from({ length: result.Count }, (_, index) => result.getItem(index)),
    );
  };
  const isStar = (operand: object): boolean => operand instanceof StarExpression;
}
