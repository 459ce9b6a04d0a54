import type { Catalog, ColumnSchema, Span } from '@rulesmith/kql';

/** What is known of a table or function, as a text to read. */
export interface SchemaText {
  readonly text: string;
  /** The place of its name. */
  readonly nameSpan: Span;
  /** The places of its columns' names. */
  readonly columns: ReadonlyMap<string, Span>;
}

/** The schema of a table, or of the result of a function; undefined where the catalog has none of that name. */
export function schemaTextOf(catalog: Catalog, name: string): SchemaText | undefined {
  const table = catalog.tables.get(name);
  const declared = table ?? catalog.functions.get(name);
  if (declared === undefined) return undefined;
  const columns = table?.columns ?? catalog.functions.get(name)?.result ?? [];
  const lines = [...comment(declared.description), `${name}: (`];
  const start = lines.join('\n').length - name.length - ': ('.length;
  const places = new Map<string, Span>();
  let length = lines.join('\n').length;
  for (const column of columns) {
    const line = columnLine(column);
    places.set(column.name, { start: length + 1 + indent.length, end: length + 1 + indent.length + column.name.length });
    lines.push(line);
    length += 1 + line.length;
  }
  return { text: `${[...lines, ')'].join('\n')}\n`, nameSpan: { start, end: start + name.length }, columns: places };
}

const indent = '  ';

function columnLine({ name, type, description }: ColumnSchema): string {
  const explained = description === undefined ? '' : `  // ${description.replaceAll(/\s+/g, ' ')}`;
  return `${indent}${name}: ${type},${explained}`;
}

function comment(description: string | undefined): string[] {
  return description === undefined ? [] : description.split(/\r?\n/).map((line) => `// ${line}`.trimEnd());
}
