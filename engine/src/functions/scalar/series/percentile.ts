/** Percentiles and medians of a series, by linear interpolation between the two nearest values. */

/** The percentile of values that are sorted already. */
export function percentileOfSorted(sorted: Float64Array, percent: number): number {
  const place = ((sorted.length - 1) * percent) / 100;
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}

export function median(values: Float64Array): number {
  return percentileOfSorted(values.slice().sort(), 50);
}
