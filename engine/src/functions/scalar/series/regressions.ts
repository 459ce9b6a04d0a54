/**
 * `series_fit_line`, `series_fit_2lines` and their dynamic twins. Variances are those of samples. Missing and infinite values are refused, an
 * empty series gives null.
 */
import { type Dynamic, dynamicReal } from '../../../values/dynamic.ts';
import type { ScalarFunction } from '../../scalarFunction.ts';
import { fitLine, type LineFit, lineValues, quality, squaresLeftByPrefix } from './lineFit.ts';
import { finiteSeries, reals, seriesFunction } from './seriesValues.ts';
import { mean } from './statistics.ts';

function seriesOf(items: Dynamic, name: string): Float64Array | undefined {
  return Array.isArray(items) && items.length > 0 ? finiteSeries(items, name) : undefined;
}

/** The columns rsquare, slope, variance, rvariance, interception, line_fit. */
function lineTuple(items: Dynamic): Dynamic {
  const values = seriesOf(items, 'series_fit_line');
  if (!values) return null;
  const line = fitLine(values);
  return [line.rsquare, line.slope, line.variance, line.residualVariance, line.interception, reals(lineValues(line, values.length))];
}

function lineBag(items: Dynamic): Dynamic {
  const values = seriesOf(items, 'series_fit_line_dynamic');
  if (!values) return null;
  const line = fitLine(values);
  return new Map<string, Dynamic>([
    ['rsquare', dynamicReal(line.rsquare)],
    ['slope', dynamicReal(line.slope)],
    ['variance', dynamicReal(line.variance)],
    ['rvariance', dynamicReal(line.residualVariance)],
    ['interception', dynamicReal(line.interception)],
    ['line_fit', reals(lineValues(line, values.length))],
  ]);
}

interface TwoLines extends Pick<LineFit, 'rsquare' | 'variance' | 'residualVariance'> {
  /** The position at which the right line starts. */
  readonly splitIndex: number;
  readonly left: LineFit;
  /** Over the positions of its own part, which start at 0. */
  readonly right: LineFit;
  readonly values: Float64Array;
}

/** The first of the splits that leave the least squares; each part has at least one value. */
function fitTwoLines(values: Float64Array): TwoLines {
  const before = squaresLeftByPrefix(values);
  const behind = squaresLeftByPrefix(values.slice().reverse());
  let splitIndex = Math.min(1, values.length - 1);
  for (let split = 1; split < values.length; split++) {
    const left = before[split] + behind[values.length - split];
    if (left < before[splitIndex] + behind[values.length - splitIndex]) splitIndex = split;
  }
  const average = mean(values);
  const total = values.reduce((sum, value) => sum + (value - average) ** 2, 0);
  const start = values.subarray(0, splitIndex);
  const rest = values.subarray(splitIndex);
  const left = fitLine(start.length > 0 ? start : rest);
  const right = fitLine(rest);
  const fitted = new Float64Array(values.length);
  fitted.set(lineValues(left, start.length));
  fitted.set(lineValues(right, rest.length), splitIndex);
  const squaresLeft = values.reduce((sum, value, position) => sum + (value - fitted[position]) ** 2, 0);
  return { splitIndex, left, right, values: fitted, ...quality(values.length, total, squaresLeft) };
}

/** The columns rsquare, split_idx, variance, rvariance, line_fit, then rsquare, slope, interception, variance, rvariance of right and left. */
function twoLinesTuple(items: Dynamic): Dynamic {
  const values = seriesOf(items, 'series_fit_2lines');
  if (!values) return null;
  const fit = fitTwoLines(values);
  const side = (line: LineFit): Dynamic[] => [line.rsquare, line.slope, line.interception, line.variance, line.residualVariance];
  return [fit.rsquare, fit.splitIndex, fit.variance, fit.residualVariance, reals(fit.values), ...side(fit.right), ...side(fit.left)];
}

function twoLinesBag(items: Dynamic): Dynamic {
  const values = seriesOf(items, 'series_fit_2lines_dynamic');
  if (!values) return null;
  const fit = fitTwoLines(values);
  return new Map<string, Dynamic>([
    ['rsquare', dynamicReal(fit.rsquare)],
    ['split_idx', fit.splitIndex],
    ['variance', dynamicReal(fit.variance)],
    ['rvariance', dynamicReal(fit.residualVariance)],
    ['line_fit', reals(fit.values)],
    ['right', sideBag(fit.right)],
    ['left', sideBag(fit.left)],
  ]);
}

function sideBag(line: LineFit): Dynamic {
  return new Map<string, Dynamic>([
    ['rsquare', dynamicReal(line.rsquare)],
    ['slope', dynamicReal(line.slope)],
    ['interception', dynamicReal(line.interception)],
    ['variance', dynamicReal(line.variance)],
    ['rvariance', dynamicReal(line.residualVariance)],
  ]);
}

function regression(name: string, compute: (items: Dynamic) => Dynamic): ScalarFunction {
  return seriesFunction(name, { parameters: ['dynamic'], returns: 'dynamic' }, (_checkpoint, items: Dynamic) => compute(items));
}

export const regressions: readonly ScalarFunction[] = [
  regression('series_fit_line', lineTuple),
  regression('series_fit_line_dynamic', lineBag),
  regression('series_fit_2lines', twoLinesTuple),
  regression('series_fit_2lines_dynamic', twoLinesBag),
];
