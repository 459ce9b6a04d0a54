import type { Query } from './ast.ts';
import { bracketDepth } from './bracketDepth.ts';
import type { Catalog } from './catalog.ts';
import type { KqlDiagnostic } from './diagnostic.ts';
import { columnsOf } from './microsoft/accessors.ts';
import { codeToTakeFrom, kustoCodeOf, rememberCode } from './microsoft/code.ts';
import { collectTables } from './microsoft/collectTables.ts';
import { convertQuery } from './microsoft/convertStatement.ts';
import { collectDiagnostics } from './microsoft/diagnostics.ts';
import { globalsFor } from './microsoft/globals.ts';
import { analyse } from './microsoft/incremental/analyse.ts';
import type { ColumnSchema } from './schema.ts';
import type { Span } from './span.ts';

/** A name in the query that refers to a table of the catalog (directly or through a function that the query calls). */
export interface TableReference {
  readonly name: string;
  readonly span: Span;
}

/** One text parsed and bound against a catalog. Never fails: a text with errors has diagnostics and as much of the rest as can be told. */
export interface BoundQuery {
  readonly text: string;
  readonly catalog: Catalog;
  /** The typed syntax; what the parser could not read is a `bad` node. */
  readonly syntax: Query;
  readonly diagnostics: readonly KqlDiagnostic[];
  /** The columns of the (last) tabular result; undefined when the query has none or it cannot be told. */
  readonly result: readonly ColumnSchema[] | undefined;
  /** The result may hold more columns than `result` lists, because some table's schema is open. */
  readonly resultIsOpen: boolean;
  readonly tables: readonly TableReference[];
}

/** Brackets nested deeper than this take the parser seconds to give up on; it reads some three hundred. */
const deepestNesting = 1000;

/**
 * Parses `text` and binds it against `catalog`: 5 to 20 ms for the query of a rule once warm (see `warmUp`); the same text and catalog are not
 * bound twice by callers, which cache by document version. With `previous`, an earlier version of the text, only what has changed is parsed and
 * bound; the outcome is the same. The syntax and the findings of `previous` stay, but the editing features have to bind it again.
 */
export function bindQuery(text: string, catalog: Catalog, previous?: BoundQuery): BoundQuery {
  if (bracketDepth(text) > deepestNesting) return tooDeep(text, catalog);
  try {
    return bind(text, catalog, previous?.catalog === catalog ? previous : undefined);
  } catch (error) {
    // The parser descends once a level of nesting; a text made to exhaust the stack must not end the host.
    if (error instanceof RangeError) return tooDeep(text, catalog);
    throw error;
  }
}

/** What is left of a text that is nested too deeply to read: one finding, by the code that the parser has for it, and no syntax. */
function tooDeep(text: string, catalog: Catalog): BoundQuery {
  const message = 'The query is nested too deeply to be analysed.';
  const whole = { start: 0, end: text.length };
  const query: BoundQuery = {
    ...bind('', catalog),
    text,
    diagnostics: [{ code: 'KS245', severity: 'error', message, span: whole }],
  };
  rememberCode(query, kustoCodeOf(bindQuery('', catalog)));
  return query;
}

function bind(text: string, catalog: Catalog, previous?: BoundQuery): BoundQuery {
  const code = analyse(text, globalsFor(catalog), previous && codeToTakeFrom(previous));
  const query: BoundQuery = {
    text,
    catalog,
    syntax: convertQuery(code),
    diagnostics: collectDiagnostics(code),
    result: columnsOf(code.ResultType),
    resultIsOpen: code.ResultType?.IsOpen === true,
    tables: collectTables(code, catalog),
  };
  rememberCode(query, code);
  return query;
}

/** Runs the parser once, so that the first query of a user does not pay for its start; for an editor `warmUpCompletion` does more. */
export function warmUp(catalog: Catalog): void {
  bindQuery('print warm = strcat("a", 1) | where warm has "a" | summarize count() by warm', catalog);
}
