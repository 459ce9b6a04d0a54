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
    /** A reference to the member `key` of `owner`; without a key to `owner` itself. */
    ref(owner: object, key?: unknown): { v: unknown };
    /** The name under which `object` has the member `name` of an interface. */
    geti(object: object, name: string, other?: string): string;
    /** A list, with the type of its items as last argument or without. */
    getEnumerator(...args: readonly unknown[]): unknown;
    readonly Class: {
      /** What was made of the generic type `definition` for these arguments; null where that is new. */
      getCachedType(definition: object, args: ArrayLike<unknown>): object | null;
    };
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
  replaceRef(runtime);
  replaceGeti(runtime);
  replaceGetEnumerator(runtime);
  replaceGetCachedType(runtime);
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

/** A member of an object, as C#'s `ref` passes it: the runtime defines a property anew for each, which costs more than what it is used for. */
class MemberRef {
  readonly #owner: Record<string | number, unknown>;
  readonly #key: string | number;

  constructor(owner: object, key: string | number) {
    this.#owner = owner as Record<string | number, unknown>;
    this.#key = key;
  }

  get v(): unknown {
    return this.#owner[this.#key];
  }

  set v(value: unknown) {
    this.#owner[this.#key] = value;
  }
}

function replaceRef({ Bridge }: BridgeRuntime): void {
  const original = Bridge.ref;
  Bridge.ref = (owner, key) => (typeof key === 'string' || typeof key === 'number' ? new MemberRef(owner, key) : original(owner, key));
}

/** What is left of a member's full name follows from the name alone. */
function replaceGeti({ Bridge }: BridgeRuntime): void {
  const original = Bridge.geti;
  const shortNames = new Map<string, string>();
  Bridge.geti = (object, name, other) => {
    const members = object as Members;
    if (members[name] !== undefined) return name;
    if (other && members[other] !== undefined && members[other] !== null) return other;
    const full = other || name;
    let short = shortNames.get(full);
    if (short === undefined) {
      short = original({}, name, other);
      shortNames.set(full, short);
    }
    return short;
  };
}

function replaceGetEnumerator(runtime: BridgeRuntime): void {
  const { Bridge } = runtime;
  const original = Bridge.getEnumerator;
  const nameOf = memberNames(runtime, 'System$Collections$Generic$IEnumerable$1$', '$GetEnumerator');
  Bridge.getEnumerator = (...args) => {
    // The number of arguments tells which of them is the type.
    const [list, type] = args;
    if (args.length === 2 && typeof type === 'function' && typeof list === 'object' && list !== null) {
      const method = (list as Members)[nameOf(type)];
      if (typeof method === 'function') return method.call(list);
    }
    return original(...args);
  };
}

/** Nearly all generic types have one argument; they are looked up as often as their members are. */
function replaceGetCachedType({ Bridge }: BridgeRuntime): void {
  const original = Bridge.Class.getCachedType;
  const known = new WeakMap<object, Map<unknown, object>>();
  Bridge.Class.getCachedType = (definition, args) => {
    if (args.length !== 1) return original(definition, args);
    let ofDefinition = known.get(definition);
    if (ofDefinition === undefined) {
      ofDefinition = new Map();
      known.set(definition, ofDefinition);
    }
    const type = ofDefinition.get(args[0]);
    if (type !== undefined) return type;
    const found = original(definition, args);
    if (found !== null) ofDefinition.set(args[0], found);
    return found;
  };
}
