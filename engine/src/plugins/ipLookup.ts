/**
 * `ipv4_lookup` and `ipv6_lookup`: an inner or left outer join of addresses with the networks of another table that they lie in
 * (https://learn.microsoft.com/kusto/query/ipv4-lookup-plugin). Networks are kept by the length of their prefix, so that a look-up takes as many
 * steps as there are different lengths, however many networks there are.
 */
import type { ColumnSchema } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import { masked, maskedGroups, parseIpv4, parseIpv6 } from '../functions/scalar/ip.ts';
import { uniqueName } from '../operators/names.ts';
import { invalid } from '../queryError.ts';
import type { PhysicalColumn } from '../table/column.ts';
import { selectColumn } from '../table/deferred.ts';
import { selectionOf } from '../table/selection.ts';
import { Table } from '../table/table.ts';
import { dynamicKey } from '../values/dynamic.ts';
import type { PlannedPlugin, Plugin } from './plugin.ts';
import { columnNamed, type PluginCall } from './pluginCall.ts';

/** An address or network in a form in which `key(prefix)` is equal for all addresses of one network. */
interface ParsedNetwork {
  readonly prefix: number;
  key(prefix: number): number | string;
}

interface Family {
  readonly name: string;
  parse(text: string): ParsedNetwork | undefined;
  /** The columns of the networks come first (as the engine answers for IPv6). */
  readonly lookupFirst: boolean;
}

const ipv4: Family = {
  name: 'ipv4_lookup',
  lookupFirst: false,
  parse(text) {
    const parsed = parseIpv4(text);
    return parsed && { prefix: parsed.prefix, key: (prefix) => masked(parsed.address, prefix) };
  },
};

const ipv6: Family = {
  name: 'ipv6_lookup',
  lookupFirst: true,
  parse(text) {
    const parsed = parseIpv6(text);
    return parsed && { prefix: parsed.prefix, key: (prefix) => maskedGroups(parsed.groups, prefix).join() };
  },
};

export const ipv4Lookup: Plugin = lookupPlugin(ipv4, 'IPv4');
export const ipv6Lookup: Plugin = lookupPlugin(ipv6, 'IPv6');

function lookupPlugin(family: Family, version: string): Plugin {
  const parameters = ['LookupTable', `Source${version}Key`, `${version}LookupKey`, 'ExtraKey…', 'return_unmatched'] as const;
  return { name: family.name, parameters, plan: (call) => planLookup(family, call, parameters) };
}

function planLookup(family: Family, call: PluginCall, [tableName, sourceName, lookupName, extraName]: readonly string[]): PlannedPlugin {
  const lookup = call.table(tableName);
  const source = call.column(sourceName);
  const network = columnNamed(lookup.columns, call.syntax(lookupName), `\`${lookupName}\` of \`${family.name}\``);
  const extra = extraName.replace('…', '');
  const given = call.all(extra);
  const last = given.at(-1);
  const unmatchedByPosition = last?.kind === 'literal' && last.literal.type === 'bool' ? last.literal.value : undefined;
  const keys = (unmatchedByPosition === undefined ? given : given.slice(0, -1)).map((argument) => {
    const key = call.columnOf(argument, extra);
    if (!lookup.columns.some((column) => column.name === key.name))
      throw invalid(`\`${key.name}\` is not a column of both tables`, argument.span);
    return key.name;
  });
  const returnUnmatched = unmatchedByPosition ?? call.constant('return_unmatched', 'bool', false);
  const columns = resultColumns(family, call.input.columns, lookup.columns);
  return {
    columns,
    others: [lookup],
    run: (input, _values, [networks], run) => {
      const index = indexNetworks(family, networks, network.name, keys, run);
      const pairs = matchAddresses(family, input, source.name, keys, index, returnUnmatched, run);
      return joined(family, columns, input, networks, pairs);
    },
  };
}

function resultColumns(family: Family, source: readonly ColumnSchema[], lookup: readonly ColumnSchema[]): ColumnSchema[] {
  const taken = new Set<string>();
  return (family.lookupFirst ? [...lookup, ...source] : [...source, ...lookup]).map((column) => {
    const name = uniqueName(column.name, taken);
    taken.add(name);
    return { ...column, name };
  });
}

/** The rows of the networks, by length of prefix and then by network and further keys. */
type NetworkIndex = ReadonlyMap<number, ReadonlyMap<string, readonly number[]>>;

function indexNetworks(family: Family, networks: Table, column: string, keys: readonly string[], run: Execution): NetworkIndex {
  const texts = networks.needColumn(column).force();
  const extra = keys.map((key) => networks.needColumn(key).force());
  const index = new Map<number, Map<string, number[]>>();
  for (let row = 0; row < networks.rowCount; row++) {
    if ((row & 0xfff) === 0) run.guard.checkpoint();
    const parsed = family.parse(texts.get(row) as string);
    if (parsed === undefined) continue;
    const ofPrefix = index.get(parsed.prefix) ?? new Map<string, number[]>();
    index.set(parsed.prefix, ofPrefix);
    const key = fullKey(parsed.key(parsed.prefix), extra, row);
    const rows = ofPrefix.get(key);
    if (rows === undefined) ofPrefix.set(key, [row]);
    else rows.push(row);
  }
  return index;
}

function fullKey(network: number | string, extra: readonly PhysicalColumn[], row: number): string {
  return [network, ...extra.map((column) => dynamicKey(column.get(row) as never))].join('|');
}

interface Pairs {
  readonly source: readonly number[];
  /** -1 where no network holds the address. */
  readonly lookup: readonly number[];
}

function matchAddresses(
  family: Family,
  input: Table,
  column: string,
  keys: readonly string[],
  index: NetworkIndex,
  returnUnmatched: boolean,
  run: Execution,
): Pairs {
  const texts = input.needColumn(column).force();
  const extra = keys.map((key) => input.needColumn(key).force());
  const source: number[] = [];
  const lookup: number[] = [];
  for (let row = 0; row < input.rowCount; row++) {
    if ((row & 0xfff) === 0) run.guard.checkpoint();
    const parsed = family.parse(texts.get(row) as string);
    const before = source.length;
    for (const [prefix, networks] of parsed === undefined ? [] : index) {
      const rows =
        prefix <= (parsed as ParsedNetwork).prefix ? networks.get(fullKey((parsed as ParsedNetwork).key(prefix), extra, row)) : [];
      for (const match of rows ?? []) {
        source.push(row);
        lookup.push(match);
      }
    }
    if (source.length > before || !returnUnmatched) continue;
    source.push(row);
    lookup.push(-1);
  }
  run.guard.checkRows(source.length, family.name);
  return { source, lookup };
}

function joined(family: Family, columns: readonly ColumnSchema[], input: Table, networks: Table, pairs: Pairs): Table {
  const leftRows = Int32Array.from(pairs.source);
  const rightRows = Int32Array.from(pairs.lookup);
  const left = selectionOf(leftRows);
  const right = selectionOf(rightRows, pairs.lookup.includes(-1));
  const leftColumns = input.columns.map((column) => selectColumn(column, left));
  const rightColumns = networks.columns.map((column) => selectColumn(column, right));
  const all = family.lookupFirst ? [...rightColumns, ...leftColumns] : [...leftColumns, ...rightColumns];
  return new Table(columns, all, leftRows.length, { kind: 'join', left: input, right: networks, leftRows, rightRows });
}
