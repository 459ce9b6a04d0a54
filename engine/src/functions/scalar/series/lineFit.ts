/** Straight lines by least squares over the positions 0, 1, 2, … of a series. */
import { mean } from './statistics.ts';

export interface LineFit {
  readonly slope: number;
  /** The value of the line at the first position. */
  readonly interception: number;
  /** How much of the variance the line explains; 1 for a series that is constant, which the line meets exactly. */
  readonly rsquare: number;
  /** The variance of the series. */
  readonly variance: number;
  /** The variance of what the line leaves, over the same number of degrees of freedom. */
  readonly residualVariance: number;
}

/** The line through `values`, of which there is at least one; a single one has a level line. */
export function fitLine(values: Float64Array): LineFit {
  const center = (values.length - 1) / 2;
  const average = mean(values);
  let products = 0;
  let squares = 0;
  let total = 0;
  for (let position = 0; position < values.length; position++) {
    const x = position - center;
    const y = values[position] - average;
    products += x * y;
    squares += x * x;
    total += y * y;
  }
  const slope = squares > 0 ? products / squares : 0;
  const interception = average - slope * center;
  let left = 0;
  for (let position = 0; position < values.length; position++) left += (values[position] - lineAt({ slope, interception }, position)) ** 2;
  return { slope, interception, ...quality(values.length, total, left) };
}

/** What sums of squares say: those of the series around its mean and those that the fit leaves. */
export function quality(length: number, total: number, left: number): Pick<LineFit, 'rsquare' | 'variance' | 'residualVariance'> {
  const freedom = Math.max(1, length - 1);
  return { rsquare: total > 0 ? 1 - left / total : 1, variance: total / freedom, residualVariance: left / freedom };
}

export function lineAt(line: Pick<LineFit, 'slope' | 'interception'>, position: number): number {
  return line.interception + line.slope * position;
}

export function lineValues(line: Pick<LineFit, 'slope' | 'interception'>, length: number): Float64Array {
  return Float64Array.from({ length }, (_, position) => lineAt(line, position));
}

/**
 * For each length of a part at the start of `values`, the squares that its own line leaves: what a sum over all parts needs, in one pass by
 * running means.
 */
export function squaresLeftByPrefix(values: Float64Array): Float64Array {
  const left = new Float64Array(values.length + 1);
  let meanX = 0;
  let meanY = 0;
  let squaresX = 0;
  let squaresY = 0;
  let products = 0;
  for (let position = 0; position < values.length; position++) {
    const stepX = position - meanX;
    const stepY = values[position] - meanY;
    meanX += stepX / (position + 1);
    meanY += stepY / (position + 1);
    squaresX += stepX * (position - meanX);
    squaresY += stepY * (values[position] - meanY);
    products += stepX * (values[position] - meanY);
    left[position + 1] = squaresX > 0 ? Math.max(0, squaresY - (products * products) / squaresX) : 0;
  }
  return left;
}
