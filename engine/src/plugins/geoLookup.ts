/**
 * `geo_polygon_lookup` and `geo_line_lookup`: an inner or left outer join of locations with the shapes of another table that contain them, or
 * that are at most a radius away (https://learn.microsoft.com/kusto/query/geo-polygon-lookup-plugin). The shape's own column is left out unless
 * it is asked for.
 */
import type { ColumnSchema } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import { findScalarFunction } from '../functions/registry.ts';
import type { Kernel } from '../functions/scalarFunction.ts';
import { uniqueName } from '../operators/names.ts';
import { invalid } from '../queryError.ts';
import type { PhysicalColumn } from '../table/column.ts';
import { selectColumn } from '../table/deferred.ts';
import { selectionOf } from '../table/selection.ts';
import { Table } from '../table/table.ts';
import type { Value } from '../values/value.ts';
import type { PlannedPlugin, Plugin } from './plugin.ts';
import { columnNamed, type PluginCall } from './pluginCall.ts';

/** Whether a location belongs to one shape. Null coordinates belong to none. */
type Matches = (longitude: Value, latitude: Value) => boolean;

interface Settings {
  readonly longitude: string;
  readonly latitude: string;
  /** The column of the shapes, and whether the result keeps it. */
  readonly key: string;
  readonly keepsKey: boolean;
  readonly returnUnmatched: boolean;
  readonly matcher: (shape: PhysicalColumn, row: number) => Matches;
}

export const geoPolygonLookup: Plugin = {
  name: 'geo_polygon_lookup',
  parameters: [
    'LookupTable',
    'LookupPolygonKey',
    'SourceLongitude',
    'SourceLatitude',
    'radius',
    'return_unmatched',
    'lookup_area_radius',
    'return_lookup_key',
  ],
  plan(call): PlannedPlugin {
    const matcher = call.has('radius') ? within(call, 'geo_distance_point_to_polygon') : inside();
    return planLookup(call, 'LookupPolygonKey', matcher);
  },
};

export const geoLineLookup: Plugin = {
  name: 'geo_line_lookup',
  parameters: [
    'LookupTable',
    'LookupLineKey',
    'SourceLongitude',
    'SourceLatitude',
    'radius',
    'return_unmatched',
    'lookup_area_radius',
    'return_lookup_key',
  ],
  plan: (call) => planLookup(call, 'LookupLineKey', within(call, 'geo_distance_point_to_line')),
};

/** A location without a valid distance is near nothing. */
function within(call: PluginCall, functionName: string): Settings['matcher'] {
  call.syntax('radius');
  const radius = call.constant('radius', 'real', 0);
  const distance = kernelOf(functionName);
  return (shapes, row) => {
    const meters = ofShape(distance(), shapes.get(row));
    return (longitude, latitude) => {
      const away = meters(longitude, latitude) as number | null;
      return away !== null && away <= radius;
    };
  };
}

function inside(): Settings['matcher'] {
  const contains = kernelOf('geo_point_in_polygon');
  return (shapes, row) => {
    const test = ofShape(contains(), shapes.get(row));
    return (longitude, latitude) => test(longitude, latitude) === true;
  };
}

/** A kernel of the function for one shape, which it reads once. */
function kernelOf(name: string): () => Kernel {
  const overload = findScalarFunction(name)?.overloads[0];
  if (overload === undefined) throw new Error(`the function ${name} is missing`);
  return () => overload.bind?.([undefined, undefined, undefined], ['real', 'real', 'dynamic']) ?? overload.kernel;
}

function ofShape(kernel: Kernel, shape: Value): (longitude: Value, latitude: Value) => Value {
  return (longitude, latitude) => (longitude === null || latitude === null || shape === null ? null : kernel(longitude, latitude, shape));
}

function planLookup(call: PluginCall, keyName: string, matcher: Settings['matcher']): PlannedPlugin {
  const lookup = call.table('LookupTable');
  const key = columnNamed(lookup.columns, call.syntax(keyName), `\`${keyName}\` of \`${call.name}\``);
  if (key.type !== 'dynamic') throw invalid(`\`${keyName}\` must be a dynamic column, not a ${key.type}`, call.syntax(keyName).span);
  const coordinate = (parameter: string): string => {
    const column = call.column(parameter);
    if (column.type !== 'real') throw invalid(`\`${parameter}\` must be a real column, not a ${column.type}`, call.syntax(parameter).span);
    return column.name;
  };
  const settings: Settings = {
    longitude: coordinate('SourceLongitude'),
    latitude: coordinate('SourceLatitude'),
    key: key.name,
    keepsKey: call.constant('return_lookup_key', 'bool', false),
    returnUnmatched: call.constant('return_unmatched', 'bool', false),
    matcher,
  };
  const columns = resultColumns(call.input.columns, lookup.columns, settings);
  return { columns, others: [lookup], run: (input, _values, [shapes], run) => join(call.name, columns, input, shapes, settings, run) };
}

function resultColumns(source: readonly ColumnSchema[], lookup: readonly ColumnSchema[], settings: Settings): ColumnSchema[] {
  const taken = new Set<string>();
  return [...source, ...lookup.filter(({ name }) => settings.keepsKey || name !== settings.key)].map((column) => {
    const name = uniqueName(column.name, taken);
    taken.add(name);
    return { ...column, name };
  });
}

function join(name: string, columns: readonly ColumnSchema[], input: Table, shapes: Table, settings: Settings, run: Execution): Table {
  const shapeColumn = shapes.needColumn(settings.key).force();
  const matchers = Array.from({ length: shapes.rowCount }, (_, row) => settings.matcher(shapeColumn, row));
  const longitudes = input.needColumn(settings.longitude).force();
  const latitudes = input.needColumn(settings.latitude).force();
  const left: number[] = [];
  const right: number[] = [];
  for (let row = 0; row < input.rowCount; row++) {
    if ((row & 0x3f) === 0) run.guard.checkpoint();
    const before = left.length;
    matchers.forEach((matches, shape) => {
      if (!matches(longitudes.get(row), latitudes.get(row))) return;
      left.push(row);
      right.push(shape);
    });
    if (left.length > before || !settings.returnUnmatched) continue;
    left.push(row);
    right.push(-1);
  }
  run.guard.checkRows(left.length, name);
  const leftRows = Int32Array.from(left);
  const rightRows = Int32Array.from(right);
  const shapeSelection = selectionOf(rightRows, right.includes(-1));
  const kept = shapes.columns.filter((_, position) => settings.keepsKey || shapes.schema[position].name !== settings.key);
  const data = [
    ...input.columns.map((column) => selectColumn(column, selectionOf(leftRows))),
    ...kept.map((column) => selectColumn(column, shapeSelection)),
  ];
  return new Table(columns, data, leftRows.length, { kind: 'join', left: input, right: shapes, leftRows, rightRows });
}
