/** Trees by chance: every step sees columns of the types that the ones before it made. */
import { randomOf } from '../queryGenerator.ts';
import { aggregateFunctions } from './aggregates.ts';
import { dataColumns, samples } from './data.ts';
import { interpretSteps } from './interpret.ts';
import { conversionSignatures } from './signatures/conversions.ts';
import { dynamicSignatures, jsonTexts, parseJson } from './signatures/dynamics.ts';
import { logicSignatures } from './signatures/logic.ts';
import { numberSignatures } from './signatures/numbers.ts';
import { stringSignatures } from './signatures/strings.ts';
import { timeSignatures } from './signatures/times.ts';
import { ticksOfDay } from './text.ts';
import {
  type Aggregate,
  type Expr,
  type JoinKind,
  joinKinds,
  type Named,
  type Operator,
  type Parameter,
  type ParsePart,
  type Query,
  type Signature,
  type SortKey,
  type WindowFunction,
} from './tree.ts';
import { type ReferenceColumn, type Type, ticksPerDay } from './values.ts';

const signatures = [
  ...logicSignatures,
  ...numberSignatures,
  ...stringSignatures,
  ...timeSignatures,
  ...conversionSignatures,
  ...dynamicSignatures,
];
const types: readonly Type[] = ['bool', 'int', 'long', 'real', 'string', 'datetime', 'timespan', 'dynamic'];
/** Types that group, join and sort: of reals, NaN and the two zeros would need rules of their own. */
const groupable: readonly Type[] = ['bool', 'int', 'long', 'string', 'datetime', 'timespan'];

/** Calls that always give an array, or a bag. Whether 1 and 1.0 are one element of a set is left open: no reals. */
const listMakers = signatures.filter(
  ({ name, parameters }) => (name === 'pack_array' && parameters[0] === 'long') || (name === 'split' && parameters.length === 2),
);
const bagMakers = signatures.filter(({ name }) => name === 'bag_pack');
/** Aggregates whose column is named after them, and how. */
const prefixes: Readonly<Record<string, string>> = {
  sum: 'sum',
  avg: 'avg',
  min: 'min',
  max: 'max',
  dcount: 'dcount',
  make_list: 'list',
  make_set: 'set',
  stdev: 'stdev',
  variance: 'variance',
  sumif: 'sumif',
  count: 'count',
  countif: 'countif',
};

/** A query, and the columns of its result whose last digits or inner order are not determined. */
export interface GeneratedQuery {
  readonly query: Query;
  readonly opaque: ReadonlySet<string>;
}

export function generateQuery(seed: number): GeneratedQuery {
  return new Generator(seed).query();
}

function isPresent({ name, type }: ReferenceColumn): Expr {
  const signature = signatures.find((each) => each.name === 'isnotnull' && each.parameters[0] === type) as Signature;
  return { kind: 'call', type: 'bool', signature, args: [{ kind: 'column', name, type }] };
}

class Generator {
  readonly #random: () => number;
  #columns: readonly ReferenceColumn[] = dataColumns;
  readonly #opaque = new Set<string>();
  /** Columns that tell rows apart; undefined where none are known to. */
  #key: readonly string[] | undefined = ['id'];
  #steps: Operator[] = [];
  #base: { readonly query: Query; readonly columns: readonly ReferenceColumn[] } | undefined;
  /** The last step that left no two rows to chance. */
  #totalSort: Operator | undefined;
  #names = 0;
  #joins = 0;

  constructor(seed: number) {
    this.#random = randomOf(seed);
  }

  query(): GeneratedQuery {
    const length = 1 + this.#below(5);
    for (let index = 0; index < length; index++) {
      this.#addStep();
      if (this.#base === undefined && this.#chance(0.15)) this.#nameBase();
    }
    return { query: this.#whole(), opaque: this.#opaque };
  }

  #whole(): Query {
    return this.#base === undefined ? { table: 'Left', steps: this.#steps } : { base: this.#base.query, table: 'Base', steps: this.#steps };
  }

  /** The query so far becomes a table with a name, which later steps can read again. */
  #nameBase(): void {
    this.#base = { query: this.#whole(), columns: this.#readable() };
    this.#steps = [];
    this.#totalSort = undefined;
  }

  /** Another input, and its columns. */
  #source(): { readonly table: string; readonly columns: readonly ReferenceColumn[] } {
    return this.#base !== undefined && this.#chance(0.7)
      ? { table: 'Base', columns: this.#base.columns }
      : { table: 'Right', columns: dataColumns };
  }

  #addStep(): void {
    const add = this.#pick([
      () => this.#add({ op: 'where', condition: this.#expr('bool') }),
      () => this.#add({ op: 'where', condition: this.#expr('bool') }),
      () => this.#addExtend(),
      () => this.#addExtend(),
      () => this.#addExtend(),
      () => this.#addProject(),
      () => this.#addProject(),
      () => this.#addChoice(),
      () => this.#addSummarize(),
      () => this.#addSummarize(),
      () => this.#addArg(),
      () => this.#addDistinct(),
      () => this.#addSort(),
      () => this.#addWindows(),
      () => this.#addJoin(),
      () => this.#addJoin(),
      () => this.#addJoin(),
      () => this.#addUnion(),
      () => this.#addExpand(),
      () => this.#addApply(),
      () => this.#addSeries(),
      () => this.#addParse(),
      () => this.#addWhereIn(),
    ]);
    add();
  }

  /** Appends a step; the columns after it are those that no rows at all give. */
  #add(step: Operator): void {
    this.#steps.push(step);
    const none = { columns: dataColumns, rows: [] };
    this.#columns = interpretSteps({ columns: this.#columns, rows: [] }, [step], {
      Left: none,
      Right: none,
      Base: { columns: this.#base?.columns ?? [], rows: [] },
    }).columns;
    const names = this.#columns.map((column) => column.name);
    if (this.#key !== undefined && !this.#key.every((name) => names.includes(name))) this.#key = undefined;
    for (const name of this.#opaque) if (!names.includes(name)) this.#opaque.delete(name);
  }

  #addExtend(): void {
    const columns = Array.from({ length: 1 + this.#below(3) }, (): Named => ({ name: this.#name(), expr: this.#expr(this.#pick(types)) }));
    this.#add({ op: 'extend', columns });
  }

  #addProject(): void {
    const kept = this.#some(this.#readable(), 4).map((column): Named => ({ name: column.name, expr: this.#columnExpr(column) }));
    const made = Array.from({ length: 1 + this.#below(3) }, (): Named => ({ name: this.#name(), expr: this.#expr(this.#pick(types)) }));
    this.#add({ op: 'project', columns: [...kept, ...made] });
  }

  #addChoice(): void {
    const names = this.#some(this.#columns, 3).map((column) => column.name);
    if (names.length === 0 || names.length === this.#columns.length) return;
    const [from] = names;
    const op = this.#pick(['project-away', 'project-keep', 'project-reorder', 'project-rename'] as const);
    if (op !== 'project-rename') this.#add({ op, names });
    else if (!this.#opaque.has(from)) this.#add({ op, renames: [{ from, to: this.#name() }] });
  }

  #addSummarize(): void {
    const by = this.#keys();
    const aggregates = this.#named(
      Array.from({ length: 1 + this.#below(3) }, () => this.#aggregate()),
      by,
    );
    const isOrdered = this.#totalSort !== undefined && this.#steps.at(-1) === this.#totalSort;
    this.#add({ op: 'summarize', aggregates, by });
    for (const aggregate of aggregates) {
      const { name, isOpaque } = aggregate.function;
      // A list has the order of its rows where they have one.
      if (isOpaque && !(isOrdered && name.startsWith('make_list'))) this.#opaque.add(aggregate.name);
    }
    this.#key = by.map(({ name }) => name);
  }

  /** Leaves some names to Kusto, which makes them of the aggregate and its column. */
  #named(aggregates: readonly Aggregate[], by: readonly Named[]): readonly Aggregate[] {
    const taken = by.map(({ name }) => name);
    return aggregates.map((aggregate) => {
      const prefix = prefixes[aggregate.function.name];
      const [first] = aggregate.args;
      if (prefix === undefined || first?.kind === 'call' || this.#chance(0.4)) return aggregate;
      const base = `${prefix}_${first?.kind === 'column' ? first.name : ''}`;
      if (taken.some((name) => name.startsWith(base))) return aggregate;
      taken.push(base);
      return { ...aggregate, name: base, isUnnamed: true };
    });
  }

  #aggregate(): Aggregate {
    const called = this.#pick(aggregateFunctions);
    return { name: this.#name(), function: called, args: called.parameters.map((parameter) => this.#argument(parameter, 1)) };
  }

  /** Group keys: columns and what is made of them. */
  #keys(): Named[] {
    const kept = this.#some(this.#groupable(), 2).map((column): Named => ({ name: column.name, expr: this.#columnExpr(column) }));
    return this.#chance(0.3) ? [...kept, { name: this.#name(), expr: this.#call(this.#pick(groupable), 1) }] : kept;
  }

  #addArg(): void {
    const [only, ...others] = this.#key ?? [];
    const key = this.#groupable().find((column) => column.name === only && ['long', 'int', 'datetime', 'timespan'].includes(column.type));
    if (key === undefined || others.length > 0) return;
    const all = this.#columns.map(({ name }) => name).filter((name) => name !== only);
    const isAll = this.#chance(0.3);
    const keys = this.#keys().filter(({ name }) => name !== only);
    const names = isAll ? all.filter((name) => !keys.some((each) => each.name === name)) : this.#some(all, 3);
    const by = keys.filter(({ name }) => !names.includes(name));
    const lost = [...this.#opaque].filter((name) => !names.includes(name));
    this.#add({ op: 'arg', kind: this.#pick(['arg_max', 'arg_min']), key: key.name, names, isAll, by });
    for (const name of lost) this.#opaque.delete(name);
    this.#key = by.map(({ name }) => name);
  }

  #addDistinct(): void {
    const names = this.#some(this.#groupable(), 3).map((column) => column.name);
    if (names.length === 0) return void this.#add({ op: 'count' });
    this.#add({ op: 'distinct', names });
    this.#key = names;
  }

  /** Orders the rows so that no two are left to chance. */
  #addTotalSort(take?: number): void {
    const sortable = this.#groupable();
    if (this.#key === undefined || this.#key.some((name) => !sortable.some((column) => column.name === name))) {
      if (sortable.length === 0) return void this.#add({ op: 'count' });
      this.#add({ op: 'project-keep', names: sortable.map((column) => column.name) });
      this.#add({ op: 'sort', keys: sortable.map((column) => this.#sortKey(column)), take });
      this.#totalSort = this.#steps.at(-1);
      return;
    }
    const first = this.#some(sortable, 2);
    const rest = sortable.filter((column) => this.#key?.includes(column.name) && !first.includes(column));
    const keys = [...first, ...rest].map((column) => this.#sortKey(column));
    if (keys.length > 0) this.#add({ op: 'sort', keys, take, isTop: take !== undefined && keys.length === 1 });
    this.#totalSort = this.#steps.at(-1);
  }

  #sortKey(column: ReferenceColumn): SortKey {
    return {
      column,
      isDescending: this.#chance(0.5),
      nullsFirst: column.type === 'string' ? undefined : this.#pick([undefined, true, false]),
    };
  }

  #addSort(): void {
    const reals = this.#readable().filter((column) => column.type === 'real');
    if (reals.length > 0 && this.#chance(0.3)) this.#add({ op: 'sort', keys: [this.#sortKey(reals[0])] });
    else this.#addTotalSort(this.#pick([undefined, 1 + this.#below(20)]));
  }

  #addWindows(): void {
    this.#addTotalSort();
    if (this.#steps.at(-1)?.op === 'sort') this.#add({ op: 'serialize', columns: [{ name: this.#name(), window: this.#window() }] });
  }

  #window(): WindowFunction {
    const restart = this.#chance(0.4) ? this.#expr('bool', 1) : undefined;
    const type = this.#pick(this.#groupable()).type;
    return this.#pick<() => WindowFunction>([
      () => ({ kind: 'row_number', start: this.#pick([1n, 0n, 10n]), restart }),
      () => ({ kind: 'row_cumsum', expr: this.#expr(this.#pick(['long', 'int']), 1), restart }),
      () => ({
        kind: this.#pick(['prev', 'next']),
        expr: this.#columnOf(type),
        offset: 1 + this.#below(3),
        default: this.#chance(0.3) ? this.#present(type) : undefined,
      }),
      () => ({ kind: this.#pick(['row_rank_dense', 'row_rank_min']), expr: this.#columnOf(type) }),
    ])();
  }

  #addJoin(): void {
    const { table, columns } = this.#source();
    const shared = this.#groupable().filter((column) => columns.some((each) => each.name === column.name && each.type === column.type));
    if (shared.length === 0 || this.#joins++ > 1) return;
    const left = this.#pick(shared);
    const other = columns.filter((column) => column.type === left.type);
    const right = this.#chance(0.8) ? left.name : this.#pick(other).name;
    const second = shared.find((column) => column !== left && column.name !== right && this.#chance(0.1));
    const on = [{ left: left.name, right }, ...(second ? [{ left: second.name, right: second.name }] : [])];
    const rest = columns.filter((column) => !on.some((key) => key.right === column.name));
    const names = [...on.map((key) => key.right), ...this.#some(rest, 3).map((column) => column.name)];
    const source: Query = {
      table,
      steps: [
        { op: 'where', condition: this.#conditionOf(columns) },
        { op: 'project-keep', names },
      ],
    };
    if (this.#chance(0.25)) this.#add({ op: 'lookup', kind: this.#pick(['leftouter', 'inner']), right: source, on });
    else this.#addJoinOf(this.#pick(joinKinds), source, on);
    this.#key = undefined;
  }

  #addJoinOf(kind: JoinKind, right: Query, on: readonly { readonly left: string; readonly right: string }[]): void {
    const before = this.#columns.map((column) => column.name);
    if (kind === 'rightanti' || kind === 'rightsemi') this.#opaque.clear();
    this.#add({ op: 'join', kind, right, on });
    // Which of the left rows with one key is taken is not determined: only the key may be read.
    if (kind === 'innerunique')
      this.#add({
        op: 'project-away',
        names: before
          .filter((name) => !on.some((key) => key.left === name))
          .concat(before.length === on.length ? this.#columns.slice(1, 2).map((column) => column.name) : []),
      });
  }

  #conditionOf(columns: readonly ReferenceColumn[]): Expr {
    const own = this.#columns;
    this.#columns = columns;
    const hidden = [...this.#opaque];
    this.#opaque.clear();
    const condition = this.#expr('bool', 1);
    this.#columns = own;
    for (const name of hidden) this.#opaque.add(name);
    return condition;
  }

  #addUnion(): void {
    const isClean = this.#columns.every((column) => this.#isFromData(column) || !dataColumns.some((each) => each.name === column.name));
    if (!isClean || this.#joins++ > 1 || !this.#columns.some((column) => this.#isFromData(column))) return;
    const condition = this.#conditionOf(dataColumns);
    const names = this.#some(
      dataColumns.filter((column) => !this.#opaque.has(column.name)),
      5,
    ).map((column) => column.name);
    if (!this.#columns.some((column) => names.includes(column.name))) return;
    const kind = this.#pick(['inner', 'outer'] as const);
    this.#add({
      op: 'union',
      kind,
      right: {
        table: 'Right',
        steps: [
          { op: 'where', condition },
          { op: 'project-keep', names },
        ],
      },
    });
    this.#key = undefined;
  }

  #isFromData(column: ReferenceColumn): boolean {
    return dataColumns.some((each) => each.name === column.name && each.type === column.type);
  }

  #addExpand(): void {
    const dynamics = this.#columns.filter((column) => column.type === 'dynamic');
    if (dynamics.length === 0) return;
    const columns = this.#chance(0.7) ? [this.#pick(dynamics)] : dynamics.slice(0, 2);
    const isOpaque = columns.some((column) => this.#opaque.has(column.name));
    if (isOpaque && columns.length > 1) return;
    for (const { name } of columns) this.#opaque.delete(name);
    this.#add({
      op: 'mv-expand',
      kind: this.#chance(0.2) ? 'array' : undefined,
      columns: columns.map(({ name }) => ({ name, type: isOpaque ? undefined : this.#pick([undefined, undefined, 'string', 'long']) })),
      index: !isOpaque && this.#chance(0.3) ? this.#name() : undefined,
    });
    this.#key = undefined;
  }

  #addApply(): void {
    const source = this.#readable().find((column) => column.type === 'dynamic');
    if (source === undefined) return;
    const element = this.#name();
    const type = this.#pick(['string', 'long'] as const);
    const expr: Expr = { kind: 'column', name: element, type };
    const count = aggregateFunctions.find(({ name }) => name === 'count') as (typeof aggregateFunctions)[number];
    const unique = aggregateFunctions.find(({ name, parameters }) => name === 'dcount' && parameters[0] === type) as typeof count;
    const own = this.#columns;
    this.#columns = [{ name: element, type }];
    const where: Operator = { op: 'where', condition: this.#expr('bool', 1) };
    this.#columns = own;
    const summarize: Operator = {
      op: 'summarize',
      by: [],
      aggregates: [
        { name: this.#name(), function: count, args: [] },
        { name: this.#name(), function: unique, args: [expr] },
      ],
    };
    this.#add({
      op: 'mv-apply',
      column: { name: source.name, type },
      element,
      steps: this.#pick([[where], [summarize], [where, summarize]]),
    });
    this.#key = undefined;
  }

  #addSeries(): void {
    const axis = this.#columns.find(
      (column) => (column.name === 'q' || column.name === 't') && this.#isFromData(column) && this.#chance(0.6),
    );
    if (axis === undefined) return;
    const usable = aggregateFunctions.filter(
      ({ name, parameters }) => ['count', 'sum', 'min', 'max'].includes(name) && (parameters[0] ?? 'long') === 'long',
    );
    const aggregates = Array.from({ length: 1 + this.#below(2) }, () => {
      const called = this.#pick(usable);
      return {
        name: this.#name(),
        function: called,
        args: called.parameters.map((parameter) => this.#argument(parameter, 2)),
        default: this.#pick([undefined, 0n, -1n]),
      };
    });
    const isTime = axis.type === 'datetime';
    const by = this.#some(
      this.#groupable().filter((column) => column.name !== axis.name),
      1,
    ).map((column) => column.name);
    this.#opaque.clear();
    this.#add({
      op: 'make-series',
      series: {
        aggregates,
        axis,
        from: isTime ? ticksOfDay(2024, 4, 29) : this.#pick([0n, 1n, -4n]),
        to: isTime ? ticksOfDay(2024, 5, 3) : this.#pick([9n, 21n]),
        step: isTime ? ticksPerDay / 2n : this.#pick([1n, 3n, 5n]),
        by,
      },
    });
    this.#key = by;
  }

  #addParse(): void {
    const source = this.#readable().find((column) => column.type === 'string' && this.#chance(0.6));
    if (source === undefined) return;
    const text = (): ParsePart => ({ column: { name: this.#name(), type: 'string' } });
    const long = (): ParsePart => ({ column: { name: this.#name(), type: 'long' } });
    const parts = this.#pick<() => ParsePart[]>([
      () => [text(), { text: '-' }, text()],
      () => [{ text: 'a' }, text()],
      () => [text(), { text: ' ' }, text(), { text: 'a' }, text()],
      () => [{ text: 'u' }, long()],
      () => [text(), { text: 'l' }, text(), { text: 'a' }, text()],
      () => [long()],
      () => [{ isAny: true }, { text: 'a' }, text()],
      () => [text(), { text: 'a' }, { isAny: true }],
      () => [{ isAny: true }, { text: '-' }, text()],
    ])();
    this.#add({ op: this.#pick(['parse', 'parse-where']), source: source.name, parts });
  }

  #addWhereIn(): void {
    const { table, columns } = this.#source();
    const column = this.#groupable().find(
      ({ name, type }) => columns.some((each) => each.name === name && each.type === type) && type !== 'bool' && this.#chance(0.4),
    );
    if (column === undefined) return;
    const right: Query = {
      table,
      steps: [
        { op: 'where', condition: this.#conditionOf(columns) },
        // Whether a null is in a list with a null is left open.
        ...(column.type === 'string' ? [] : [{ op: 'where' as const, condition: isPresent(column) }]),
        { op: 'project-keep', names: [column.name] },
      ],
    };
    this.#add({ op: 'where-in', column: column.name, isNegated: this.#chance(0.4), right });
  }

  #expr(type: Type, depth = 0): Expr {
    if (depth < 3 && this.#chance(depth === 0 ? 0.9 : 0.5)) return this.#call(type, depth);
    return this.#chance(0.85) ? this.#columnOf(type) : this.#literal(type);
  }

  #call(type: Type, depth: number): Expr {
    const signature = this.#pick(signatures.filter((each) => each.returns === type));
    return { kind: 'call', type, signature, args: signature.parameters.map((parameter) => this.#argument(parameter, depth + 1)) };
  }

  #argument(parameter: Parameter, depth: number): Expr {
    if (typeof parameter === 'object') return { kind: 'literal', type: parameter.type, value: this.#pick(parameter.oneOf) };
    if (parameter === 'tame') return this.#tame();
    if (parameter === 'list') return this.#made(listMakers, depth);
    return parameter === 'bag' ? this.#made(bagMakers, depth) : this.#expr(parameter, depth);
  }

  #made(makers: readonly Signature[], depth: number): Expr {
    const signature = this.#pick(makers);
    return { kind: 'call', type: 'dynamic', signature, args: signature.parameters.map((each) => this.#argument(each, depth + 1)) };
  }

  /** A real of few digits, which is written and rounded the same everywhere. */
  #tame(): Expr {
    const column = this.#readable().find(({ name, type }) => name === 'x' && type === 'real');
    return column ? this.#columnExpr(column) : { kind: 'literal', type: 'real', value: this.#pick([0.5, -2.25, 3]) };
  }

  #columnOf(type: Type): Expr {
    const columns = this.#readable().filter((column) => column.type === type);
    return columns.length === 0 ? this.#literal(type) : this.#columnExpr(this.#pick(columns));
  }

  #columnExpr({ name, type }: ReferenceColumn): Expr {
    return { kind: 'column', name, type };
  }

  #literal(type: Type): Expr {
    // The type of what a dynamic literal holds is known to the binder, which refuses functions of other types on it.
    if (type === 'dynamic')
      return { kind: 'call', type, signature: parseJson, args: [{ kind: 'literal', type: 'string', value: this.#pick(jsonTexts) }] };
    return { kind: 'literal', type, value: this.#pick(samples[type]) };
  }

  #present(type: Type): Expr {
    return { kind: 'literal', type, value: this.#pick(samples[type].filter((value) => value !== null)) };
  }

  #readable(): readonly ReferenceColumn[] {
    return this.#columns.filter((column) => !this.#opaque.has(column.name));
  }

  #groupable(): readonly ReferenceColumn[] {
    return this.#readable().filter((column) => groupable.includes(column.type));
  }

  #name(): string {
    return `c${++this.#names}`;
  }

  #some<T>(items: readonly T[], most: number): T[] {
    return items.filter(() => this.#chance(0.35)).slice(0, most);
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
