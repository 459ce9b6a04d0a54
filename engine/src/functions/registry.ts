/** All scalar functions and operators by name. */
import { arraySorts } from './scalar/arraySort.ts';
import { bags } from './scalar/bags.ts';
import { compressions } from './scalar/compression.ts';
import { conditionals } from './scalar/conditional.ts';
import { conversions } from './scalar/conversion.ts';
import { dataSizes } from './scalar/dataSize.ts';
import { datetimes } from './scalar/datetime.ts';
import { datetimeFormats } from './scalar/datetimeFormat.ts';
import { digestRanks } from './scalar/digestRanks.ts';
import { distributions } from './scalar/distributions.ts';
import { dynamics } from './scalar/dynamics.ts';
import { encodings } from './scalar/encoding.ts';
import { geos } from './scalar/geo/geo.ts';
import { hashes } from './scalar/hashing.ts';
import { ips } from './scalar/ip.ts';
import { maths } from './scalar/math.ts';
import { membershipOperators } from './scalar/membership.ts';
import { operators } from './scalar/operators.ts';
import { parsings } from './scalar/parsing.ts';
import { punycodes } from './scalar/punycode.ts';
import { regexFunctions } from './scalar/regexFunctions.ts';
import { seriesFunctions } from './scalar/series/index.ts';
import { sketchReaders } from './scalar/sketches.ts';
import { specialMaths } from './scalar/specialMath.ts';
import { strings } from './scalar/strings.ts';
import { textOperators } from './scalar/textOperators.ts';
import { timezones } from './scalar/timezone.ts';
import { treepaths } from './scalar/treepath.ts';
import { unitConversions } from './scalar/units.ts';
import { userAgents } from './scalar/userAgent.ts';
import { windows } from './scalar/window.ts';
import { xmls } from './scalar/xml.ts';
import type { ScalarFunction } from './scalarFunction.ts';

const families: readonly (readonly ScalarFunction[])[] = [
  operators,
  textOperators,
  membershipOperators,
  conversions,
  conditionals,
  strings,
  regexFunctions,
  datetimes,
  datetimeFormats,
  maths,
  specialMaths,
  dynamics,
  arraySorts,
  bags,
  ips,
  encodings,
  hashes,
  parsings,
  punycodes,
  timezones,
  windows,
  seriesFunctions,
  geos,
  compressions,
  dataSizes,
  distributions,
  digestRanks,
  sketchReaders,
  treepaths,
  unitConversions,
  userAgents,
  xmls,
];

const byName = index(families.flat());

function index(functions: readonly ScalarFunction[]): ReadonlyMap<string, ScalarFunction> {
  const map = new Map<string, ScalarFunction>();
  for (const each of functions) {
    for (const name of [each.name, ...(each.aliases ?? [])]) {
      if (map.has(name)) throw new Error(`two scalar functions are named ${name}`);
      map.set(name, each);
    }
  }
  return map;
}

/** The function or operator `name`, aliases included; names that begin with `$` are internal. */
export function findScalarFunction(name: string): ScalarFunction | undefined {
  return byName.get(name);
}

/** Every name that a query may call. */
export function scalarFunctionNames(): string[] {
  return [...byName.keys()].filter((name) => /^[a-z]/i.test(name));
}
