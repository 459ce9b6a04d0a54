/** `parse` and `parse-where`, of the simple kind. */
import { indexOfColumn } from '../evaluate.ts';
import { integerOf } from '../signatures/conversions.ts';
import type { Operator, ParsePart } from '../tree.ts';
import { missing, type ReferenceColumn, type ReferenceTable, type Value } from '../values.ts';

type Parsing = Extract<Operator, { op: 'parse' | 'parse-where' }>;

export function interpretParse(table: ReferenceTable, { op, source, parts }: Parsing): ReferenceTable {
  const index = indexOfColumn(table.columns, source);
  const made = parts.flatMap((part) => ('column' in part ? [part.column] : []));
  const rows = table.rows.flatMap((row) => {
    const values = parseText(row[index] as string, parts);
    if (values === undefined && op === 'parse-where') return [];
    return [[...row, ...(values ?? made.map((column) => missing(column.type)))]];
  });
  return { columns: [...table.columns, ...made], rows };
}

/** The values of the columns; undefined where a text is missing or a value does not convert. */
function parseText(text: string, parts: readonly ParsePart[]): Value[] | undefined {
  const values: Value[] = [];
  let at = 0;
  for (const [index, part] of parts.entries()) {
    if ('text' in part) {
      if (!text.startsWith(part.text, at)) return undefined;
      at += part.text.length;
      continue;
    }
    const following = parts[index + 1];
    const end = following !== undefined && 'text' in following ? text.indexOf(following.text, at) : text.length;
    if (end < 0) return undefined;
    if ('column' in part) {
      const value = readValue(text.slice(at, end), part.column);
      if (value === undefined) return undefined;
      values.push(value);
    }
    at = end;
  }
  return at === text.length ? values : undefined;
}

function readValue(text: string, { type }: ReferenceColumn): Value | undefined {
  if (type === 'string') return text;
  return integerOf(text, 64) ?? undefined;
}
