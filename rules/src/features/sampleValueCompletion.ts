/** Values that occur in the samples, where the query compares a column with one. */
import { type BoundQuery, columnSources, lexemesOf, type Span } from '@rulesmith/kql';
import type { SampleValue, SampleValues } from '../samples/sampleValues.ts';
import type { CompletionItem } from './completion.ts';

/** Items for a place in the query; `replace` is a range of the query. */
export interface ValueCompletion {
  readonly replace: Span;
  readonly items: readonly CompletionItem[];
}

/** A column, an operator that compares, perhaps an open list, and the beginning of a literal, at the end of a text. */
const comparison =
  /(?:^|[^\w.$])([A-Za-z_]\w*)\s*(==|!=|=~|!~|!?in~?|!?has(?:_cs|prefix|suffix)?|has_any|has_all|!?contains(?:_cs)?|!?startswith|!?endswith)(\s*\([^()|]*|\s*)$/;
/** The part of a line that is looked at. */
const longestLook = 2000;

/** Undefined where no value is compared with a column of a table, or none is known of it. */
export function sampleValueCompletion(query: BoundQuery, offset: number, known: SampleValues): ValueCompletion | undefined {
  const before = query.text.slice(Math.max(0, offset - longestLook), offset);
  const literal = begunLiteral(query.text.slice(0, offset));
  const [, column, operator, list = ''] = comparison.exec(before.slice(0, before.length - literal.length)) ?? [];
  if (column === undefined || operator === undefined || !isPlaceFor(operator, list, literal)) return undefined;
  const source = columnSources(query, column)[0];
  const values = source === undefined ? undefined : known.of(source.table, source.column.name);
  if (source === undefined || values === undefined || values.length === 0) return undefined;
  const quote = literal.replace('@', '')[0] ?? '';
  // Behind an operator of letters a blank must come first; an opening quote that was typed is closed by the value.
  const closing = /["']/.test(quote) && query.text[offset] === quote ? 1 : 0;
  const items = values.map((value, index) => itemOf(value, source.table, index));
  return { replace: { start: offset - literal.length, end: offset + closing }, items };
}

/** The text or number that is being typed at the end of `text`; empty where none is. */
function begunLiteral(text: string): string {
  // No text of these quotes goes over a line; others may, and then only the whole tells.
  const line = text.includes('```') ? text : text.slice(text.lastIndexOf('\n') + 1);
  // What is written behind an open text becomes part of it.
  const last = lexemesOf(`${line}x`).findLast((lexeme) => lexeme.text !== '')?.text ?? '';
  if (/^@?["']/.test(last) && text.endsWith(last.slice(0, -1))) return last.slice(0, -1);
  return /-?\d+$/.exec(text.slice(-20))?.[0] ?? '';
}

function isPlaceFor(operator: string, list: string, literal: string): boolean {
  const isList = /in~?$|_any$|_all$/.test(operator);
  if (isList) return /^\s*\(\s*$|,\s*$/.test(list);
  return list.trim() === '' && (!/\w$/.test(operator) || list !== '' || /^[@"']/.test(literal));
}

function itemOf({ value, count }: SampleValue, table: string, index: number): CompletionItem {
  const literal = typeof value === 'number' ? String(value) : `"${value.replace(/[\\"]/g, '\\$&')}"`;
  return {
    label: String(value),
    kind: 'value',
    insertText: literal,
    snippet: false,
    detail: `${count} ${count === 1 ? 'row' : 'rows'} of the sample of ${table}`,
    sortText: `0${String(index).padStart(3, '0')}`,
    filterText: literal,
  };
}
