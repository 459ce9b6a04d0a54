/** What a place of a file names, whether in the query or in the YAML around it, and every other place that names the same. */
import { type KqlSymbol, type KqlSymbolIndex, occurrenceAt, type Span, symbolIndexOf, touches } from '@rulesmith/kql';
import type { CheckedQuery } from '../checks/check.ts';
import { columnNamesOf } from './columnNames.ts';
import type { CompletionContext } from './completion.ts';

/** A name of the query under the cursor. */
export interface NamedThing {
  readonly query: CheckedQuery;
  readonly index: KqlSymbolIndex;
  /** Its index in `index.symbols`. */
  readonly number: number;
  readonly symbol: KqlSymbol;
  /** The place of the name in the file. */
  readonly span: Span;
}

/** A place of the file that writes a name. */
export interface NamePlace {
  readonly span: Span;
  /** The name is made here. */
  readonly declares: boolean;
}

/** The thing named at `offset` of the file; undefined where nothing of the query is named there. */
export function namedThingAt({ document, query }: CompletionContext, offset: number): NamedThing | undefined {
  if (query === undefined) return undefined;
  const index = symbolIndexOf(query.bound);
  const thing = (number: number | undefined, span: Span): NamedThing | undefined => {
    const symbol = number === undefined ? undefined : index.symbols[number];
    return number === undefined || symbol === undefined ? undefined : { query, index, number, symbol, span };
  };
  const generated = query.embedded.toGenerated(offset);
  if (generated !== undefined) {
    const occurrence = occurrenceAt(index, generated);
    return occurrence === undefined ? undefined : thing(occurrence.symbol, query.embedded.toSource(occurrence.span));
  }
  const column = columnNamesOf(document).find(({ span }) => touches(span, offset));
  return column === undefined ? undefined : thing(index.result.get(column.name), column.span);
}

/** The places in the file that name one of `numbers`, in its order. */
export function placesOf({ document, query }: CompletionContext, numbers: ReadonlySet<number>): NamePlace[] {
  if (query === undefined) return [];
  const { occurrences, result } = symbolIndexOf(query.bound);
  const inQuery = occurrences
    .filter(({ symbol, span }) => numbers.has(symbol) && query.embedded.isWritten(span))
    .map(({ span, declares }) => ({ span: query.embedded.toSource(span), declares }));
  const inYaml = columnNamesOf(document).flatMap(({ name, span }) => {
    const number = result.get(name);
    return number !== undefined && numbers.has(number) ? [{ span, declares: false }] : [];
  });
  return [...inQuery, ...inYaml].sort((a, b) => a.span.start - b.span.start);
}
