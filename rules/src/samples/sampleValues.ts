import type { Table, Value } from '@rulesmith/engine';

/** A value of a column with how often it occurs. */
export interface SampleValue {
  readonly value: string | number;
  readonly count: number;
}

/** The values of columns in samples, as far as they are known already: asking costs nothing. */
export interface SampleValues {
  /** The most frequent first; undefined while they are not known. */
  of(table: string, column: string): readonly SampleValue[] | undefined;
}

/** So many rows are counted, and so many different values; a column with more has none worth a list. */
const mostRows = 200_000;
const mostDistinct = 5000;
const mostValues = 30;
const longestText = 100;

/** The most frequent values of a column of texts or whole numbers, those of equal frequency in their order; none for other types. */
export function frequentValues(table: Table, column: string): readonly SampleValue[] {
  const found = table.column(column)?.force();
  if (found === undefined || !['string', 'int', 'long'].includes(found.type)) return [];
  const counts = new Map<string | number, number>();
  const rows = Math.min(table.rowCount, mostRows);
  for (let row = 0; row < rows && counts.size <= mostDistinct; row++) {
    const value = found.get(row);
    if (isListable(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const ordered = [...counts].map(([value, count]) => ({ value, count })).sort(byCount);
  return ordered.slice(0, mostValues);
}

/** Logs are written by strangers: what would not show as it is, or would take the screen, is left out. */
function isListable(value: Value): value is string | number {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  return typeof value === 'string' && value !== '' && value.length <= longestText && !/[\p{C}\p{Zl}\p{Zp}]/u.test(value);
}

function byCount(a: SampleValue, b: SampleValue): number {
  return b.count - a.count || (a.value < b.value ? -1 : 1);
}
