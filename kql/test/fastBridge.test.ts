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
  const calls = { is: 0, getItem: 0, getCount: 0, alias: 0 };
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
  expect(calls).toEqual({ is: 0, getItem: 0, getCount: 0, alias: 2 });
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
