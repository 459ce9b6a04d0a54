/** What the columns of often used tables hold, in our own words: one file a family of tables in `descriptions/`. */
import { asimColumns } from './descriptions/asim.ts';
import { azureColumns } from './descriptions/azure.ts';
import { commonColumns } from './descriptions/common.ts';
import { defenderColumns } from './descriptions/defender.ts';
import { iisColumns } from './descriptions/iis.ts';
import { networkColumns } from './descriptions/network.ts';
import { officeColumns } from './descriptions/office.ts';
import { signinColumns } from './descriptions/signin.ts';
import { windowsColumns } from './descriptions/windows.ts';

/** Descriptions by column name. */
export type ColumnDescriptions = Readonly<Record<string, string>>;

const tables: ReadonlyMap<string, ColumnDescriptions> = new Map(
  Object.entries({
    ...asimColumns,
    ...azureColumns,
    ...defenderColumns,
    ...iisColumns,
    ...networkColumns,
    ...officeColumns,
    ...signinColumns,
    ...windowsColumns,
  }),
);

/** What `column` of `table` (a table or an ASIM schema) holds; undefined where nothing is known beyond name and type. */
export function describeColumn(table: string, column: string): string | undefined {
  const own = tables.get(table);
  if (own !== undefined && Object.hasOwn(own, column)) return own[column];
  return Object.hasOwn(commonColumns, column) ? commonColumns[column] : undefined;
}
