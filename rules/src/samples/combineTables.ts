import { type Column, ConstantColumn, columnOf, concatColumns, encodeValue, stringifyJson, Table } from '@rulesmith/engine';
import type { ColumnSchema, KqlType } from '@rulesmith/kql';

/**
 * The rows of several samples of one table, one after the other. A column that one of them lacks is empty in its rows; a column that they
 * disagree about (only possible in a table that nobody declared) becomes text.
 */
export function combineTables(parts: readonly Table[]): Table {
  const [first, ...others] = parts;
  if (first === undefined) throw new Error('there is nothing to combine');
  if (others.length === 0) return first;
  const schema = combinedSchema(parts);
  const columns = schema.map((column) =>
    concatColumns(
      parts.map((part) => columnAs(part, column)),
      column.type,
    ),
  );
  return new Table(
    schema,
    columns,
    parts.reduce((sum, part) => sum + part.rowCount, 0),
  );
}

function combinedSchema(parts: readonly Table[]): ColumnSchema[] {
  const types = new Map<string, KqlType>();
  for (const column of parts.flatMap((part) => part.schema)) {
    const known = types.get(column.name);
    types.set(column.name, known === undefined || known === column.type ? column.type : 'string');
  }
  return Array.from(types, ([name, type]) => ({ name, type }));
}

function columnAs(part: Table, { name, type }: ColumnSchema): Column {
  const column = part.column(name);
  if (column === undefined) return new ConstantColumn(type, type === 'string' ? '' : null, part.rowCount);
  return column.type === type ? column : asText(column);
}

function asText(column: Column): Column {
  const physical = column.force();
  const texts = Array.from({ length: physical.length }, (_, row) => {
    const encoded = encodeValue(physical.get(row), physical.type);
    return encoded === null ? '' : typeof encoded === 'string' ? encoded : stringifyJson(encoded);
  });
  return columnOf('string', texts);
}
