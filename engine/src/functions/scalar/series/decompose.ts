/**
 * `series_seasonal`, `series_decompose`, `series_decompose_anomalies`, `series_decompose_forecast`.
 *
 * The seasonal component is the median of the points in the same phase, the trend the mean of what is left or a line through it, the baseline
 * their sum. The last `test_points` are left out of all that is learnt, and the components go on over them. All of it is equal to the engine's on
 * its recorded answers; those also show that a forecast has the trend `linefit` where none is named.
 */
import { unsupported } from '../../../queryError.ts';
import type { Dynamic } from '../../../values/dynamic.ts';
import type { ScalarFunction } from '../../scalarFunction.ts';
import { fitLine, lineAt } from './lineFit.ts';
import { outlierScores } from './outliers.ts';
import { median } from './percentile.ts';
import { detectPeriods } from './periods.ts';
import { finiteSeries, reals, seriesFunction } from './seriesValues.ts';
import { mean } from './statistics.ts';

interface Options {
  /** The name of the function, for messages. */
  readonly name: string;
  /** Points of a period; 0 for none, -1 to detect it. */
  readonly period: number;
  readonly trend: string;
  readonly testPoints: number;
  /** The score that a detected period must at least have. */
  readonly threshold: number;
}

interface Components {
  readonly baseline: Float64Array;
  readonly seasonal: Float64Array;
  readonly trend: Float64Array;
  readonly residual: Float64Array;
  /** How many points the components were learnt from. */
  readonly learned: number;
}

function decompose(values: Float64Array, options: Options): Components {
  const learned = learnedPoints(values, options);
  const seasonal = seasonalComponent(values, learned, options);
  const rest = values.map((value, position) => value - seasonal[position]);
  const trend = trendComponent(rest, learned, options);
  const baseline = seasonal.map((value, position) => value + trend[position]);
  return { seasonal, trend, baseline, residual: values.map((value, position) => value - baseline[position]), learned };
}

function learnedPoints(values: Float64Array, { name, testPoints }: Pick<Options, 'name' | 'testPoints'>): number {
  if (testPoints < 0) throw new Error(`\`${name}\` cannot leave out ${testPoints} points`);
  if (testPoints >= values.length) throw unsupported(`\`${name}\` that leaves out all points`);
  return values.length - testPoints;
}

type SeasonalOptions = Pick<Options, 'name' | 'period' | 'threshold'>;

/** Zeros without a period. */
function seasonalComponent(values: Float64Array, learned: number, { name, period, threshold }: SeasonalOptions): Float64Array {
  if (period < -1) throw unsupported(`\`${name}\` with a period of ${period}`);
  const detected = period === -1 ? detectPeriods(values.subarray(0, learned)).at(0) : undefined;
  const length = detected && detected.score >= threshold ? detected.lag : Math.max(0, period);
  const seasonal = new Float64Array(values.length);
  if (length > learned) throw unsupported(`\`${name}\` with a period longer than the series`);
  for (let phase = 0; phase < length; phase++) {
    const points = Float64Array.from({ length: Math.ceil((learned - phase) / length) }, (_, cycle) => values[phase + cycle * length]);
    const level = median(points);
    for (let position = phase; position < values.length; position += length) seasonal[position] = level;
  }
  return seasonal;
}

function trendComponent(rest: Float64Array, learned: number, { name, trend }: Options): Float64Array {
  switch (trend) {
    case 'avg':
      return new Float64Array(rest.length).fill(mean(rest.subarray(0, learned)));
    case 'linefit': {
      const line = fitLine(rest.subarray(0, learned));
      return rest.map((_, position) => lineAt(line, position));
    }
    case 'none':
      return new Float64Array(rest.length);
    default:
      throw new Error(`\`${trend}\` is no trend of \`${name}\`: it has \`avg\`, \`linefit\` and \`none\``);
  }
}

/** The components of an array; undefined where it is none or empty. */
function componentsOf(items: Dynamic, options: Options): Components | undefined {
  return Array.isArray(items) && items.length > 0 ? decompose(finiteSeries(items, options.name), options) : undefined;
}

const defaultThreshold = 0.6;

/** The columns baseline, seasonal, trend, residual. */
function componentsTuple(components: Components | undefined): Dynamic {
  return components ? [components.baseline, components.seasonal, components.trend, components.residual].map(reals) : null;
}

/** Zeros where no period is found, with a threshold of 0.7, and for a period that is neither positive nor -1. */
function seasonalOnly(_checkpoint: () => void, items: Dynamic, period = -1, testPoints = 0): Dynamic {
  if (!Array.isArray(items) || items.length === 0) return Array.isArray(items) ? [] : null;
  const name = 'series_seasonal';
  const values = finiteSeries(items, name);
  return reals(
    seasonalComponent(values, learnedPoints(values, { name, testPoints }), { name, period: period < -1 ? 0 : period, threshold: 0.7 }),
  );
}

interface AnomalyOptions extends Options {
  readonly limit: number;
  readonly method: string;
}

/** The columns ad_flag, ad_score, baseline: the scores are those of `series_outliers` for the residual, flagged beyond the limit. */
function anomalies(items: Dynamic, options: AnomalyOptions): Dynamic {
  const components = componentsOf(items, options);
  if (!components) return null;
  const rounding = largestOf(components.baseline) * 1e-12;
  const scores = outlierScores(components.residual, { name: options.name, kind: options.method, learned: components.learned, rounding });
  const flags = Array.from(scores, (score) => (score > options.limit ? 1 : score < -options.limit ? -1 : 0));
  return [flags, reals(scores), reals(components.baseline)];
}

function largestOf(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

export const decompositions: readonly ScalarFunction[] = [
  seriesFunction('series_seasonal', { parameters: ['dynamic', 'long', 'long'], optional: 2, returns: 'dynamic' }, seasonalOnly),
  seriesFunction(
    'series_decompose',
    { parameters: ['dynamic', 'long', 'string', 'long', 'real'], optional: 4, returns: 'dynamic' },
    (_checkpoint, items: Dynamic, period = -1, trend = 'avg', testPoints = 0, threshold = defaultThreshold) =>
      componentsTuple(componentsOf(items, { name: 'series_decompose', period, trend, testPoints, threshold })),
  ),
  seriesFunction(
    'series_decompose_forecast',
    { parameters: ['dynamic', 'long', 'long', 'string', 'real'], optional: 3, returns: 'dynamic' },
    (_checkpoint, items: Dynamic, testPoints: number, period = -1, trend = 'linefit', threshold = defaultThreshold) =>
      componentsTuple(componentsOf(items, { name: 'series_decompose_forecast', period, trend, testPoints, threshold })),
  ),
  seriesFunction(
    'series_decompose_anomalies',
    { parameters: ['dynamic', 'real', 'long', 'string', 'long', 'string', 'real'], optional: 6, returns: 'dynamic' },
    (
      _checkpoint,
      items: Dynamic,
      limit = 1.5,
      period = -1,
      trend = 'avg',
      testPoints = 0,
      method = 'ctukey',
      threshold = defaultThreshold,
    ) => anomalies(items, { name: 'series_decompose_anomalies', limit, period, trend, testPoints, method, threshold }),
  ),
];
