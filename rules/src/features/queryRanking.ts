/** What comes first of what fits in a query: what the rule names already, then what rules use most, then the rest by name. */
import type { KqlCompletion, Span } from '@rulesmith/kql';
import {
  commonAggregates,
  commonColumns,
  commonFunctions,
  commonOperators,
  commonScalarOperators,
  commonTables,
} from '../facts/commonNames.ts';
import { columnNamesOf } from './columnNames.ts';
import type { CompletionContext } from './completion.ts';

const common: Partial<Record<KqlCompletion['kind'], ReadonlyMap<string, number>>> = {
  operator: placesOf(commonOperators),
  keyword: placesOf(commonOperators),
  function: placesOf(commonFunctions),
  aggregate: placesOf(commonAggregates),
  'scalar-operator': placesOf(commonScalarOperators),
  table: placesOf(commonTables),
  column: placesOf(commonColumns),
};

function placesOf(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name, index) => [name, index]));
}

/** The sort text of an item: that of the language, in which the first character is the group, with the order within the group put behind it. */
export type Ranking = (item: KqlCompletion) => string;

/** `word` is the part of the query that is replaced: it names nothing yet. */
export function rankingFor({ document, query }: CompletionContext, word: Span): Ranking {
  const text = query?.bound.text ?? '';
  const rest = `${text.slice(0, word.start)} ${text.slice(word.end)}`;
  const named = new Set([
    ...(rest.match(/[A-Za-z_][\w-]*/g) ?? []),
    ...columnNamesOf(document).map(({ name }) => name),
    ...document.rule.requiredDataConnectors.flatMap(({ dataTypes }) => dataTypes.map(({ value }) => value.replace(/\s.*/s, ''))),
  ]);
  return (item) => {
    const group = item.sortText.slice(0, 1);
    const isLast = item.kind === 'column' && item.sortText.startsWith('1z');
    return `${group}${isLast ? '9' : orderIn(item, named)}${item.sortText.slice(1)}`;
  };
}

function orderIn({ kind, label }: KqlCompletion, named: ReadonlySet<string>): string {
  if ((kind === 'column' || kind === 'table') && named.has(label)) return '0';
  const place = common[kind]?.get(label);
  return place === undefined ? '5' : `1${String(place).padStart(2, '0')}`;
}
