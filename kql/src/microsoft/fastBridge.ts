/**
 * Makes the runtime of Microsoft's parser faster without changing what it does.
 *
 * The parser is C# compiled to JavaScript; its runtime (Bridge) finds the method of an interface by a name that it puts together at every call
 * (`System$Collections$Generic$IList$1$` and the type and `$getItem`), and JavaScript engines are slow at looking up strings that are new. Here
 * the name is put together once a type. What is not the common case is left to the runtime itself. `bench/editor.bench.ts` shows the effect.
 */

/** The parts of the runtime that are replaced. A type is a constructor function; lists are objects or arrays. */
export interface BridgeRuntime {
  readonly Bridge: {
    isArray(value: unknown): boolean;
    getTypeAlias(type: object): string;
    is(value: unknown, type: object, ignoreFunction?: boolean, allowNull?: boolean): boolean;
  };
  readonly System: {
    readonly Array: {
      getItem(list: object, index: number, type?: object): unknown;
      getCount(list: object, type?: object): number;
    };
  };
}

type Members = Readonly<Record<string, unknown>>;

/** Replaces the slow parts of `runtime`, which must not have run the parser yet. */
export function makeFast(runtime: BridgeRuntime): void {
  replaceGetItem(runtime);
  replaceGetCount(runtime);
  replaceIs(runtime);
}

/** The name of a member of a generic interface for a type, put together once. */
function memberNames({ Bridge }: BridgeRuntime, prefix: string, suffix: string): (type: object) => string {
  const names = new WeakMap<object, string>();
  return (type) => {
    let name = names.get(type);
    if (name === undefined) {
      // As a key of an object the name is interned, so that looking it up compares no characters.
      [name] = Object.keys({ [`${prefix}${Bridge.getTypeAlias(type)}${suffix}`]: 0 }) as [string];
      names.set(type, name);
    }
    return name;
  };
}

function replaceGetItem(runtime: BridgeRuntime): void {
  const { Bridge, System } = runtime;
  const original = System.Array.getItem;
  const nameOf = memberNames(runtime, 'System$Collections$Generic$IList$1$', '$getItem');
  System.Array.getItem = (list, index, type) => {
    if (type && !Bridge.isArray(list)) {
      const name = nameOf(type);
      const method = (list as Members)[name];
      if (typeof method === 'function') return method.call(list, index);
    }
    return original(list, index, type);
  };
}

function replaceGetCount(runtime: BridgeRuntime): void {
  const { Bridge, System } = runtime;
  const original = System.Array.getCount;
  const methodOf = memberNames(runtime, 'System$Collections$Generic$ICollection$1$', '$getCount');
  const propertyOf = memberNames(runtime, 'System$Collections$Generic$ICollection$1$', '$Count');
  System.Array.getCount = (list, type) => {
    if (type && !Bridge.isArray(list)) {
      const members = list as Members;
      const method = members[methodOf(type)];
      if (typeof method === 'function') return method.call(list) as number;
      if (typeof members.System$Collections$ICollection$getCount !== 'function') {
        const count = members[propertyOf(type)];
        if (count !== undefined) return count as number;
      }
    }
    return original(list, type);
  };
}

/** What is known of the instances of a class: for each type whether they are of it; null where that must be asked each time. */
type ClassAnswers = WeakMap<object, boolean | null>;

/** Whether an object is of a type follows from its class, unless the type has a test of its own or the object is a box or an array. */
function replaceIs({ Bridge }: BridgeRuntime): void {
  const original = Bridge.is;
  const classes = new WeakMap<object, ClassAnswers>();
  Bridge.is = (value, type, ignoreFunction, allowNull) => {
    const ofClass = typeof value === 'object' && value !== null ? value.constructor : undefined;
    if (ofClass === undefined || ofClass === Object || ofClass === Array) return original(value, type, ignoreFunction, allowNull);
    let answers = classes.get(ofClass);
    if (answers === undefined) {
      answers = new WeakMap();
      classes.set(ofClass, answers);
    }
    const known = answers.get(type);
    if (known === true || known === false) return known;
    const answer = original(value, type, ignoreFunction, allowNull);
    if (known === undefined) answers.set(type, '$$name' in ofClass && !('$is' in type) ? answer : null);
    return answer;
  };
}
