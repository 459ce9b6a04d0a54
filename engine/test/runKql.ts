/** What the engine's tests share: running a text and showing its result. */
import { type BoundQuery, bindQuery, createCatalog } from '@rulesmith/kql';
import { encodeRows, parseInstant, type QueryContext, QueryError, runQuery, stringifyJson, type Table } from '../src/index.ts';

/** `now()` of every test. */
export const testNow = parseInstant('2024-05-01T12:00:00Z') as bigint;

export const emptyCatalog = createCatalog();

export function contextOf(options: Partial<QueryContext> = {}): QueryContext {
  return { now: testNow, tables: { table: () => undefined }, ...options };
}

/** The columns and rows of `kql` as text with what the run takes for granted, or its error: what a literate test shows. */
export function renderResult(kql: string, options: Partial<QueryContext> = {}): string {
  const query = bindQuery(kql, emptyCatalog);
  try {
    const notes = new Set<string>();
    const { table, others } = runQuery(query, contextOf({ assume: (note) => notes.add(`note: ${note}`), ...options }));
    return [...[table, ...others].map(renderTable), ...notes].join('\n\n');
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return `error ${error.code}${place(query, error)}: ${error.message}`;
  }
}

function renderTable(table: Table): string {
  const header = table.schema.map((column) => `${column.name}:${column.type}`).join(', ');
  const rows = encodeRows(table, 0, table.rowCount).map((row) => row.map(stringifyJson).join(' | '));
  return [header, ...rows].join('\n');
}

function place(query: BoundQuery, error: QueryError): string {
  return error.span ? ` at \`${query.text.slice(error.span.start, error.span.end)}\`` : '';
}

/** The error of running `kql`; fails where it runs. */
export function failure(kql: string, options: Partial<QueryContext>): QueryError {
  try {
    runQuery(bindQuery(kql, emptyCatalog), contextOf(options));
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
  throw new Error('the query ran');
}
