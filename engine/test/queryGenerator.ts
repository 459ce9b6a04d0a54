/** Queries by chance, from a grammar and a seed: every operator sees columns of the types that the ones before it made. */
import type { ColumnSchema, KqlType } from '@rulesmith/kql';

/** A generator of numbers in [0, 1): the same seed gives the same ones (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Step {
  readonly text: string;
  readonly columns: readonly ColumnSchema[];
}

/** Makes queries over the tables `left` and `right`, which have the same columns. */
export class QueryGenerator {
  readonly #random: () => number;
  readonly #columns: readonly ColumnSchema[];
  #names = 0;

  constructor(seed: number, columns: readonly ColumnSchema[]) {
    this.#random = randomOf(seed);
    this.#columns = columns;
  }

  query(): string {
    let step: Step = { text: this.#pick(['Left', 'Right']), columns: this.#columns };
    const length = 1 + this.#below(5);
    for (let index = 0; index < length; index++) step = this.#operator(step);
    return step.text;
  }

  #operator(input: Step): Step {
    const operators: ((columns: readonly ColumnSchema[]) => Step)[] = [
      (columns) => ({ text: `where ${this.#condition(columns)}`, columns }),
      (columns) => ({ text: `where ${this.#condition(columns)}`, columns }),
      (columns) => this.#extend(columns),
      (columns) => this.#extend(columns),
      (columns) => this.#project(columns),
      (columns) => this.#summarize(columns),
      (columns) => this.#summarize(columns),
      (columns) => this.#distinct(columns),
      (columns) => this.#sort(columns),
      (columns) => this.#join(columns),
      (columns) => this.#union(columns),
      (columns) => this.#expand(columns),
      (columns) => this.#serialize(columns),
    ];
    const { text, columns } = this.#pick(operators)(input.columns);
    return { text: `${input.text}\n| ${text}`, columns };
  }

  #extend(columns: readonly ColumnSchema[]): Step {
    const made = this.#scalar(columns);
    const name = this.#name();
    return { text: `extend ${name} = ${made.text}`, columns: [...columns, { name, type: made.type }] };
  }

  #project(columns: readonly ColumnSchema[]): Step {
    const kept = this.#some(columns, 4);
    const made = this.#scalar(columns);
    const name = this.#name();
    return {
      text: `project ${[...kept.map((column) => column.name), `${name} = ${made.text}`].join(', ')}`,
      columns: [...kept, { name, type: made.type }],
    };
  }

  #summarize(columns: readonly ColumnSchema[]): Step {
    const keys = this.#some(this.#groupable(columns), 2);
    const aggregates = Array.from({ length: 1 + this.#below(3) }, () => ({ name: this.#name(), ...this.#aggregate(columns) }));
    const list = aggregates.map(({ name, text }) => `${name} = ${text}`).join(', ');
    const by = keys.length === 0 ? '' : ` by ${keys.map((key) => key.name).join(', ')}`;
    return { text: `summarize ${list}${by}`, columns: [...keys, ...aggregates.map(({ name, type }) => ({ name, type }))] };
  }

  #distinct(columns: readonly ColumnSchema[]): Step {
    const kept = this.#some(this.#groupable(columns), 3);
    return kept.length === 0
      ? { text: 'count', columns: [{ name: 'Count', type: 'long' }] }
      : { text: `distinct ${kept.map((column) => column.name).join(', ')}`, columns: kept };
  }

  #sort(columns: readonly ColumnSchema[]): Step {
    const keys = this.#some(this.#groupable(columns), 3);
    if (keys.length === 0) return { text: `take ${1 + this.#below(50)}`, columns };
    const by = keys.map((key) => `${key.name} ${this.#pick(['asc', 'desc'])}${this.#pick(['', ' nulls first', ' nulls last'])}`).join(', ');
    return { text: this.#chance(0.5) ? `sort by ${by}` : `top ${1 + this.#below(30)} by ${by.split(', ')[0]}`, columns };
  }

  #join(columns: readonly ColumnSchema[]): Step {
    const key = this.#groupable(columns).find((column) =>
      this.#columns.some((each) => each.name === column.name && each.type === column.type),
    );
    if (key === undefined) return { text: 'take 20', columns };
    const kind = this.#pick(['inner', 'leftouter', 'innerunique', 'leftanti', 'leftsemi']);
    const name = this.#name();
    const right = `Right | where ${this.#condition(this.#columns)} | summarize ${name} = count() by ${key.name}`;
    const isOneSided = kind === 'leftanti' || kind === 'leftsemi';
    return {
      text: `join kind=${kind} (${right}) on ${key.name}${isOneSided ? '' : ` | project-away ${key.name}1`}`,
      columns: isOneSided ? columns : [...columns, { name, type: 'long' }],
    };
  }

  #union(columns: readonly ColumnSchema[]): Step {
    const kept = columns.filter((column) => this.#columns.some((each) => each.name === column.name && each.type === column.type));
    if (kept.length === 0) return { text: 'count', columns: [{ name: 'Count', type: 'long' }] };
    const names = kept.map((column) => column.name).join(', ');
    return { text: `project ${names} | union (Right | where ${this.#condition(this.#columns)} | project ${names})`, columns: kept };
  }

  #expand(columns: readonly ColumnSchema[]): Step {
    const source = columns.find((column) => column.type === 'dynamic');
    if (source === undefined) return this.#extend(columns);
    return { text: `mv-expand ${source.name}`, columns };
  }

  #serialize(columns: readonly ColumnSchema[]): Step {
    const name = this.#name();
    const source = this.#pick(columns);
    const type = source.type;
    const window = this.#pick([`prev(${source.name})`, `next(${source.name}, 2)`]);
    return this.#chance(0.5)
      ? { text: `serialize ${name} = row_number()`, columns: [...columns, { name, type: 'long' }] }
      : { text: `serialize ${name} = ${window}`, columns: [...columns, { name, type }] };
  }

  #condition(columns: readonly ColumnSchema[], depth = 0): string {
    if (depth < 2 && this.#chance(0.3))
      return `(${this.#condition(columns, depth + 1)} ${this.#pick(['and', 'or'])} ${this.#condition(columns, depth + 1)})`;
    if (this.#chance(0.1)) return `not(${this.#condition(columns, 2)})`;
    const column = this.#pick(columns);
    const { name } = column;
    switch (column.type) {
      case 'string':
        return this.#pick([
          `${name} ${this.#pick(['==', '!=', '=~', 'has', 'contains', 'startswith', '!endswith', 'has_cs', 'contains_cs'])} ${this.#text()}`,
          `${name} in (${this.#text()}, ${this.#text()})`,
          `${name} in~ (${this.#text()}, ${this.#text()}, ${this.#text()}, ${this.#text()})`,
          `${name} matches regex ${this.#pick(['"^[a-c]"', '"\\\\d+"', '"(?i)é|ß"', '"^$"'])}`,
          `isempty(${name})`,
          `${name} has_any (${this.#text()}, "ä")`,
        ]);
      case 'int':
      case 'long':
      case 'real':
        return this.#pick([
          `${name} ${this.#pick(['==', '!=', '<', '>=', '>'])} ${this.#number()}`,
          `${name} between (${this.#below(5)} .. ${5 + this.#below(90)})`,
          `isnull(${name})`,
          ...(column.type === 'real' ? [`isnan(${name})`] : [`${name} % 3 == 1`, `${name} in (1, 2, 3, 9007199254740993)`]),
        ]);
      case 'datetime':
        return this.#pick([`${name} > datetime(2024-05-01)`, `isnull(${name})`, `hourofday(${name}) < 12`, `${name} > ago(2d)`]);
      case 'bool':
        return this.#pick([name, `not(${name})`, `isnull(${name})`]);
      case 'timespan':
        return this.#pick([`${name} > 1h`, `isnull(${name})`]);
      default:
        return this.#pick([`isnotnull(${name})`, `array_length(${name}) > 1`, `tostring(${name}) has "x"`, `tostring(${name}.k) == "v"`]);
    }
  }

  #scalar(columns: readonly ColumnSchema[]): { readonly text: string; readonly type: KqlType } {
    const { name, type } = this.#pick(columns);
    if (this.#chance(0.15)) {
      const other = this.#pick(columns.filter((column) => column.type === type));
      return { text: `iff(${this.#condition(columns, 2)}, ${name}, ${other.name})`, type };
    }
    switch (type) {
      case 'string':
        return this.#pick([
          { text: `strcat(${name}, "-", ${this.#text()})`, type: 'string' as const },
          { text: `tolower(${name})`, type: 'string' as const },
          { text: `substring(${name}, 1, 3)`, type: 'string' as const },
          { text: `strlen(${name})`, type: 'long' as const },
          { text: `split(${name}, "-")`, type: 'dynamic' as const },
          { text: `extract("([a-z]+)", 1, ${name})`, type: 'string' as const },
          { text: `replace_string(${name}, "a", "éé")`, type: 'string' as const },
          { text: `coalesce(${name}, "none")`, type: 'string' as const },
        ]);
      case 'int':
      case 'long':
        return this.#pick([
          { text: `${name} + 1`, type: 'long' as const },
          { text: `${name} / 7`, type: 'long' as const },
          { text: `bin(${name}, 10)`, type: 'long' as const },
          { text: `tostring(${name})`, type: 'string' as const },
          { text: `todouble(${name}) * 0.5`, type: 'real' as const },
          { text: `case(${name} > 50, "high", ${name} > 10, "middle", "low")`, type: 'string' as const },
        ]);
      case 'real':
        return this.#pick([
          { text: `round(${name}, 2)`, type: 'real' as const },
          { text: `${name} * ${this.#number()}`, type: 'real' as const },
          { text: `tolong(${name})`, type: 'long' as const },
        ]);
      case 'datetime':
        return this.#pick([
          { text: `bin(${name}, 1h)`, type: 'datetime' as const },
          { text: `startofday(${name})`, type: 'datetime' as const },
          { text: `${name} - datetime(2024-05-01)`, type: 'timespan' as const },
          { text: `format_datetime(${name}, "yyyy-MM-dd HH")`, type: 'string' as const },
        ]);
      case 'timespan':
        return this.#pick([
          { text: `${name} / 1h`, type: 'real' as const },
          { text: `bin(${name}, 30m)`, type: 'timespan' as const },
        ]);
      case 'bool':
        return { text: `iff(${name}, 1, 0)`, type: 'long' };
      default:
        return this.#pick([
          { text: `tostring(${name})`, type: 'string' as const },
          { text: `array_length(${name})`, type: 'long' as const },
          { text: `bag_pack("v", ${name})`, type: 'dynamic' as const },
        ]);
    }
  }

  #aggregate(columns: readonly ColumnSchema[]): { readonly text: string; readonly type: KqlType } {
    const { name, type } = this.#pick(columns);
    if (this.#chance(0.2)) return { text: `countif(${this.#condition(columns, 2)})`, type: 'long' };
    const numbers: readonly KqlType[] = ['int', 'long', 'real'];
    const general = [
      { text: 'count()', type: 'long' as const },
      { text: `take_any(${name})`, type },
      ...(type === 'dynamic'
        ? []
        : [
            { text: `dcount(${name})`, type: 'long' as const },
            { text: `make_set(${name})`, type: 'dynamic' as const },
            { text: `make_list(${name}, 5)`, type: 'dynamic' as const },
            { text: `max(${name})`, type },
            { text: `min(${name})`, type },
          ]),
    ];
    if (!numbers.includes(type)) return this.#pick(general);
    return this.#pick([
      ...general,
      { text: `sum(${name})`, type },
      { text: `avg(${name})`, type: 'real' as const },
      { text: `sumif(${name}, ${this.#condition(columns, 2)})`, type },
      { text: `percentile(${name}, 50)`, type },
      { text: `stdev(${name})`, type: 'real' as const },
    ]);
  }

  #groupable(columns: readonly ColumnSchema[]): readonly ColumnSchema[] {
    return columns.filter((column) => column.type !== 'dynamic');
  }

  #text(): string {
    return this.#pick(['"a"', '"alpha"', '"é"', '"Straße"', '"x-y"', '""', '"日本"', '"A"', '"12"']);
  }

  #number(): string {
    return this.#pick(['0', '1', '-1', '7', '50', '2.5', '9007199254740993', '-9223372036854775807']);
  }

  #name(): string {
    return `c${++this.#names}`;
  }

  #some<T>(items: readonly T[], most: number): T[] {
    return items.filter(() => this.#chance(0.4)).slice(0, most);
  }

  #pick<T>(items: readonly T[]): T {
    return items[this.#below(items.length)] as T;
  }

  #below(end: number): number {
    return Math.floor(this.#random() * end);
  }

  #chance(probability: number): boolean {
    return this.#random() < probability;
  }
}
