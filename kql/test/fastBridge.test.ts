import { expect, test } from 'vitest';
import { type BridgeRuntime, makeFast } from '../src/microsoft/fastBridge.ts';

/** A class as the runtime makes it: a function with its name. */
class Animal {
  static readonly $$name: string = 'Animal';
  height = 5;
}
class Dog extends Animal {
  static override readonly $$name: string = 'Dog';
}
/** A type that tests its instances itself, by their state. */
const Tall = Object.assign(() => undefined, { $$name: 'Tall', $is: true });

/** A runtime that counts what is left to it. */
function runtime() {
  const calls = { is: 0, getItem: 0, getCount: 0, alias: 0, ref: 0, geti: 0, getEnumerator: 0, getCachedType: 0 };
  const fake: BridgeRuntime = {
    Bridge: {
      isArray: Array.isArray,
      getTypeAlias: (type) => {
        calls.alias++;
        return (type as { $$name: string }).$$name;
      },
      is: (value, type) => {
        calls.is++;
        if (type === Tall) return (value as { height: number }).height > 3;
        return value instanceof (type as typeof Animal);
      },
      ref: (owner) => {
        calls.ref++;
        return { v: owner };
      },
      geti: (_object, name) => {
        calls.geti++;
        return name.slice(name.lastIndexOf('$') + 1);
      },
      getEnumerator: (...args) => {
        calls.getEnumerator++;
        return args;
      },
      Class: {
        getCachedType: (_definition, args) => {
          calls.getCachedType++;
          return args[0] === 'new' ? null : { type: args[0] };
        },
      },
    },
    System: {
      Array: {
        getItem: (list, index) => {
          calls.getItem++;
          return (list as unknown[])[index];
        },
        getCount: (list) => {
          calls.getCount++;
          return (list as unknown[]).length;
        },
      },
    },
  };
  makeFast(fake);
  return { ...fake, calls };
}

const list = {
  System$Collections$Generic$IList$1$Animal$getItem: (index: number) => `item ${index}`,
  System$Collections$Generic$ICollection$1$Animal$getCount: () => 7,
};

test('members of a list are called by a name that is put together once a type', () => {
  const { System, calls } = runtime();
  for (let index = 0; index < 3; index++) expect(System.Array.getItem(list, index, Animal)).toBe(`item ${index}`);
  for (let round = 0; round < 3; round++) expect(System.Array.getCount(list, Animal)).toBe(7);
  expect(calls).toMatchObject({ is: 0, getItem: 0, getCount: 0, alias: 2 });
});

test('arrays, lists without such a member and calls without a type are left to the runtime', () => {
  const { System, calls } = runtime();
  expect(System.Array.getItem([1, 2], 1, Animal)).toBe(2);
  expect(System.Array.getCount([1, 2], Animal)).toBe(2);
  System.Array.getItem(list, 0);
  System.Array.getItem({}, 0, Animal);
  System.Array.getCount({ length: 0 }, Animal);
  expect(calls).toMatchObject({ getItem: 3, getCount: 2 });
});

test('whether an object is of a type is asked once a class', () => {
  const { Bridge, calls } = runtime();
  for (let round = 0; round < 3; round++) {
    expect(Bridge.is(new Dog(), Animal)).toBe(true);
    expect(Bridge.is(new Animal(), Dog)).toBe(false);
  }
  expect(calls.is).toBe(2);
});

test('it is asked each time of plain objects, arrays, nothing, and types with a test of their own', () => {
  const { Bridge, calls } = runtime();
  const dog = new Dog();
  expect(Bridge.is(dog, Tall)).toBe(true);
  dog.height = 1;
  expect(Bridge.is(dog, Tall)).toBe(false);
  for (const value of [{}, [], null, 'text']) expect(Bridge.is(value, Animal)).toBe(false);
  expect(calls.is).toBe(6);
});

test('a reference reads and writes the member it stands for; one to a whole object is left to the runtime', () => {
  const { Bridge, calls } = runtime();
  const owner = { height: 5, 2: 'two' };
  const reference = Bridge.ref(owner, 'height');
  expect(reference.v).toBe(5);
  reference.v = 7;
  expect(owner.height).toBe(7);
  expect(Bridge.ref(owner, 2).v).toBe('two');
  expect(calls.ref).toBe(0);
  expect(Bridge.ref(owner).v).toBe(owner);
  expect(calls.ref).toBe(1);
});

test('the short name of a member is found once, and only where the object lacks the full one', () => {
  const { Bridge, calls } = runtime();
  const full = 'System$Collections$IList$clear';
  expect(Bridge.geti({ [full]: 1 }, full)).toBe(full);
  expect(Bridge.geti({ other: 1 }, full, 'other')).toBe('other');
  for (let round = 0; round < 3; round++) expect(Bridge.geti({}, full)).toBe('clear');
  expect(calls.geti).toBe(1);
});

test('a list that enumerates items of the type does so by itself, others are left to the runtime', () => {
  const { Bridge, calls } = runtime();
  const enumerable = { System$Collections$Generic$IEnumerable$1$Animal$GetEnumerator: () => 'animals' };
  expect(Bridge.getEnumerator(enumerable, Animal)).toBe('animals');
  expect(calls.getEnumerator).toBe(0);
  expect(Bridge.getEnumerator([1], Animal)).toEqual([[1], Animal]);
  expect(Bridge.getEnumerator(enumerable)).toEqual([enumerable]);
  expect(Bridge.getEnumerator(enumerable, 'name', Animal)).toEqual([enumerable, 'name', Animal]);
  expect(calls.getEnumerator).toBe(3);
});

test('a generic type is looked up once an argument, until it is there', () => {
  const { Bridge, calls } = runtime();
  const definition = {};
  for (let round = 0; round < 3; round++) expect(Bridge.Class.getCachedType(definition, [Animal])).toEqual({ type: Animal });
  expect(calls.getCachedType).toBe(1);
  for (let round = 0; round < 2; round++) expect(Bridge.Class.getCachedType(definition, ['new'])).toBeNull();
  expect(Bridge.Class.getCachedType(definition, [Animal, Dog])).toEqual({ type: Animal });
  expect(calls.getCachedType).toBe(4);
});
