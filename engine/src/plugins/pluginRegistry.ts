/** The plugins of `evaluate`. */
import { bagUnpack } from './bagUnpack.ts';
import { ipv4Lookup, ipv6Lookup } from './ipLookup.ts';
import { narrow } from './narrow.ts';
import { pivot } from './pivot.ts';
import type { Plugin } from './plugin.ts';
import { rowsNear } from './rowsNear.ts';
import { schemaMerge } from './schemaMerge.ts';

const plugins: readonly Plugin[] = [bagUnpack, ipv4Lookup, ipv6Lookup, narrow, pivot, rowsNear, schemaMerge];

const byName = new Map(plugins.map((plugin) => [plugin.name, plugin]));

export function pluginNames(): string[] {
  return [...byName.keys()];
}

export function findPlugin(name: string): Plugin | undefined {
  return byName.get(name);
}
