/** `treepath`: the paths inside a bag, as its documentation shows them. */
import { unsupported } from '../../queryError.ts';
import type { Dynamic } from '../../values/dynamic.ts';
import { type ScalarFunction, scalar } from '../scalarFunction.ts';

/** Deeper values exhaust the stack of whoever reads them. */
const deepest = 200;

/** Each path once, in the order in which they are met; an array's elements share the index 0. A bag's own path comes before what is in it. */
function treepath(value: Dynamic): Dynamic {
  if (!(value instanceof Map)) throw unsupported('`treepath` of what is not a bag');
  const paths = new Set<string>();
  addPaths(value, '', paths, 0);
  return [...paths];
}

function addPaths(value: Dynamic, path: string, paths: Set<string>, depth: number): void {
  if (depth > deepest) throw unsupported(`\`treepath\` of a value more than ${deepest} levels deep`);
  if (path !== '') paths.add(path);
  if (Array.isArray(value)) for (const item of value) addPaths(item, `${path}[0]`, paths, depth + 1);
  if (value instanceof Map) for (const [key, item] of value) addPaths(item, `${path}['${plainKey(key)}']`, paths, depth + 1);
}

function plainKey(key: string): string {
  if (/['\\]/.test(key)) throw unsupported('`treepath` of a bag with quotes or backslashes in its keys');
  return key;
}

export const treepaths: readonly ScalarFunction[] = [scalar('treepath', { parameters: ['dynamic'], returns: 'dynamic', kernel: treepath })];
