/** Finds out from its content which table a log is. */

export interface Sniffed {
  /** The tables the file says it holds: W3CIISLog for a W3C header, else the values of its `Type` column that were looked for. */
  readonly tables: readonly string[];
  /** The rows of one table must be told apart by `Type`. */
  readonly byType: boolean;
}

declare const TextDecoder: new (label?: string) => { decode(bytes: Uint8Array): string };

const headBytes = 65_536;
/** How much of a file with a `Type` column is searched for its tables. */
const searchedBytes = 4 * 1024 ** 2;

/** Looks at the head of the file. `wanted`: the table names to look for in a file with a `Type` column. */
export function sniffTable(bytes: Uint8Array, wanted: readonly string[]): Sniffed {
  const head = new TextDecoder().decode(bytes.subarray(0, headBytes));
  if (/^(?:\uFEFF)?(?:#[^\n]*\n)*#Fields:/.test(head)) return { tables: ['W3CIISLog'], byType: false };
  if (!/"Type"\s*:\s*"/.test(head) && !hasTypeColumn(head)) return { tables: [], byType: false };
  const words = new Set(new TextDecoder().decode(bytes.subarray(0, searchedBytes)).match(/\w+/g));
  return { tables: wanted.filter((name) => words.has(name)), byType: true };
}

/** Whether the first line is a header of comma or tab separated names with `Type` among them. */
function hasTypeColumn(head: string): boolean {
  const header = head.slice(0, Math.max(0, head.indexOf('\n'))).trim();
  return header.split(/[,\t]/).some((name) => name.replace(/^\uFEFF?"?|"$/g, '').trim() === 'Type');
}
