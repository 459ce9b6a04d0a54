/**
 * `buildschema`: the smallest schema that all values fit. A value's type is its name; a bag is a bag of the types of its properties, an array one
 * with the key `indexer` in backquotes; what is of several types is an array of them. Null of no values.
 */
import { unsupported } from '../../queryError.ts';
import { columnOf } from '../../table/builder.ts';
import { type Dynamic, type DynamicBag, dynamicTypeName } from '../../values/dynamic.ts';
import { type AggregateFunction, aggregate } from '../aggregateFunction.ts';

/** Deeper values exhaust the stack of whoever reads them. */
const deepest = 200;

const indexer = '`indexer`';

/** The types seen at one place. */
class Schema {
  readonly #names: string[] = [];
  /** By key, where a bag or an array was seen. */
  #members: Map<string, Schema> | undefined;
  /** Whether a simple type came after a container. */
  #containerFirst = false;

  add(value: Dynamic, depth = 0): void {
    if (depth > deepest) throw unsupported(`\`buildschema\` of a value more than ${deepest} levels deep`);
    if (value === null) throw unsupported('`buildschema` of a null inside a value');
    if (Array.isArray(value)) {
      if (value.length === 0) throw unsupported('`buildschema` of an empty array');
      for (const item of value) this.#member(indexer).add(item, depth + 1);
    } else if (value instanceof Map) {
      this.#members ??= new Map();
      for (const [key, item] of value) this.#member(key).add(item, depth + 1);
    } else this.#addName(dynamicTypeName(value));
  }

  #addName(name: string): void {
    if (this.#names.includes(name)) return;
    this.#names.push(name);
    if (this.#members) this.#containerFirst = true;
  }

  #member(key: string): Schema {
    this.#members ??= new Map();
    const member = this.#members.get(key) ?? new Schema();
    this.#members.set(key, member);
    return member;
  }

  /** The order of several types is known only where their first occurrence and their names agree on it: simple types first, by name. */
  result(): Dynamic {
    const isSorted = this.#names.every((name, position) => position === 0 || this.#names[position - 1] < name);
    if (!isSorted || this.#containerFirst) throw unsupported('`buildschema` of values whose types come in this order');
    const types: Dynamic[] = this.#members ? [...this.#names, this.#container(this.#members)] : this.#names;
    return types.length === 1 ? types[0] : types;
  }

  #container(members: ReadonlyMap<string, Schema>): DynamicBag {
    return new Map(Array.from(members, ([key, schema]) => [key, schema.result()]));
  }
}

export const schemas: readonly AggregateFunction[] = [
  aggregate('buildschema', {
    parameters: ['dynamic'],
    returns: 'dynamic',
    compute: ([column], grouping) => {
      const groups: (Schema | undefined)[] = new Array(grouping.groupCount);
      for (let row = 0; row < grouping.rowCount; row++) {
        if ((row & 0xfff) === 0) grouping.checkpoint();
        const value = column.get(row) as Dynamic;
        if (value === null) continue;
        const group = grouping.groupOf[row];
        groups[group] ??= new Schema();
        groups[group]?.add(value);
      }
      return columnOf(
        'dynamic',
        Array.from(groups, (schema) => schema?.result() ?? null),
      );
    },
  }),
];
