/** The custom details of an alert. */
import type { Table } from '@rulesmith/engine';
import type { RuleView } from '../ruleView.ts';
import { cellText } from './cellText.ts';

export interface CustomDetails {
  /** The different values of each detail, in the order of the rows. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly notes: readonly string[];
}

const mostDetails = 20;
const mostValues = 50;
/** Characters of all values together; the service counts 2 KB. */
const mostCharacters = 2048;

/** The details of the alert that stands for `rows` of the result. */
export function customDetailsOf(rule: RuleView, table: Table, rows: readonly number[]): CustomDetails {
  const notes: string[] = [];
  const entries: [string, readonly string[]][] = [];
  let characters = 0;
  for (const { name, column } of rule.customDetails.slice(0, mostDetails)) {
    const all = distinctValues(table, column.value, rows);
    const kept: string[] = [];
    for (const value of all.slice(0, mostValues)) {
      characters += value.length;
      if (characters <= mostCharacters) kept.push(value);
    }
    if (kept.length < all.length) notes.push(`The custom detail ${name} has more values than the service keeps: ${kept.length} are shown`);
    entries.push([name, kept]);
  }
  if (rule.customDetails.length > mostDetails)
    notes.push(`The service keeps ${mostDetails} of the ${rule.customDetails.length} custom details`);
  return { values: Object.fromEntries(entries), notes };
}

/** At most one more than can be kept, so that it shows that there are more. */
function distinctValues(table: Table, column: string, rows: readonly number[]): readonly string[] {
  const values = new Set<string>();
  for (const row of rows) {
    const value = cellText(table, column, row);
    if (value !== '') values.add(value);
    if (values.size > mostValues) break;
  }
  return [...values];
}
