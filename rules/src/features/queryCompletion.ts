/** Completion in the query: what fits at a place is the language's answer; the place, the order and the snippets of a rule are added here. */
import {
  type BoundQuery,
  bindQuery,
  completionsAt,
  type KqlCompletion,
  type KqlCompletionList,
  type Span,
  symbolIndexOf,
} from '@rulesmith/kql';
import type { CheckedQuery } from '../checks/check.ts';
import type { EmbeddedKql } from '../query/embeddedKql.ts';
import type { SampleValues } from '../samples/sampleValues.ts';
import type { CompletionContext, CompletionItem, CompletionList } from './completion.ts';
import { durationCompletion } from './durationCompletion.ts';
import { memberCompletions } from './memberCompletion.ts';
import { begunWordAt, isInText, type QueryPlace, queryPlaceAt } from './queryPlaces.ts';
import { type Ranking, rankingFor } from './queryRanking.ts';
import { callSnippet, shapeOf } from './queryShapes.ts';
import { sampleValueCompletion } from './sampleValueCompletion.ts';

/** What may be written at `offset` of the file; undefined where that is not in the query. */
export function queryCompletions(context: CompletionContext, offset: number, known: SampleValues): CompletionList | undefined {
  const { query, document } = context;
  const place = query === undefined ? undefined : queryPlaceAt(query, document.text, offset);
  if (query === undefined || place === undefined) return undefined;
  const values = sampleValueCompletion(place.bound, place.offset, known) ?? durationCompletion(document, place.bound.text, place.offset);
  const language = languageCompletions(place);
  const replace = values?.replace ?? language.replace;
  // Where a literal was begun only values can follow.
  const isLiteral = values !== undefined && values.replace.start < place.offset;
  const ofLanguage = isLiteral ? [] : ofRule(language, rankingFor(context, language.replace), place.bound.text.slice(language.replace.end));
  const items = [...(values?.items ?? []).filter((item) => canWrite(query.embedded, item.insertText)), ...ofLanguage];
  items.sort((a, b) => (a.sortText < b.sortText ? -1 : 1));
  return { replace: inFile(query, place, replace, offset), items: items.map((item) => written(query.embedded, item)) };
}

function languageCompletions({ bound, offset, isEmptyLine }: QueryPlace): KqlCompletionList {
  const { text, catalog } = bound;
  const list = completionsAt(bound, offset);
  if (list.items.length > 0 && !isEmptyLine) return withUnknownColumns(bound, list);
  if (isInText(text, offset)) return { ...list, items: [] };
  if (isEmptyLine && isBehindStage(text, offset)) return { ...list, items: [...nextStage(bound, offset), ...list.items] };
  if (list.items.length > 0) return withUnknownColumns(bound, list);
  // Between two statements what follows may hide what can be begun here.
  if (isEmptyLine) return { ...list, items: completionsAt(bindQuery(text.slice(0, offset), catalog), offset).items };
  const members = memberCompletions(text, offset);
  if (members !== undefined) return members;
  const word = begunWordAt(text, offset);
  // A name that is made here is the author's.
  if (word === undefined || /^\s*(?:=[^=~]|:)/.test(text.slice(word.end))) return list;
  // Some beginnings are words of their own, like the `to` of `tostring`: then what fits in place of the word is asked for.
  const [before, behind] = [text.slice(0, word.start), text.slice(word.end)];
  const inPlace = completionsAt(bindQuery(`${before} ${behind}`, catalog), word.start).items;
  // What follows may not make sense without the word.
  const items = inPlace.length > 0 ? inPlace : completionsAt(bindQuery(before, catalog), word.start).items;
  return { replace: word, items: /^\s*["'(@]/.test(behind) ? items.map(withoutOperands) : items };
}

/** The name alone, where its brackets or its operand are there already. */
function withoutOperands(item: KqlCompletion): KqlCompletion {
  const { snippet: _, ...rest } = item;
  return { ...rest, insertText: item.snippet === true ? item.label : item.insertText };
}

/** Of a table that nobody knows, the columns are those that the query names. */
function withUnknownColumns(bound: BoundQuery, list: KqlCompletionList): KqlCompletionList {
  const isExpression = list.items.some(({ label }) => label === 'tostring');
  if (!isExpression || !readsUnknown(bound)) return list;
  const { symbols, occurrences } = symbolIndexOf(bound);
  const elsewhere = new Set(
    occurrences.filter(({ span }) => span.end < list.replace.start || list.replace.end < span.start).map(({ symbol }) => symbol),
  );
  const listed = new Set(list.items.map(({ label }) => label));
  const unknown = symbols.filter(
    ({ kind, origin, name }, index) => kind === 'column' && origin.kind === 'unknown' && elsewhere.has(index) && !listed.has(name),
  );
  const names = [...new Set(unknown.map(({ name }) => name))].filter((name) => /^[A-Za-z_]\w*$/.test(name));
  const named = names.map((label): KqlCompletion => ({ label, kind: 'column', insertText: label, sortText: `1${label.toLowerCase()}` }));
  return { ...list, items: [...named, ...list.items] };
}

/** Whether a table of the query is not known, or not all of its columns are. */
function readsUnknown({ diagnostics, tables, catalog }: BoundQuery): boolean {
  return diagnostics.some(({ code }) => code === 'KS204') || tables.some(({ name }) => catalog.tables.get(name)?.open === true);
}

function isBehindStage(text: string, offset: number): boolean {
  return /[^;{(,|\s]\s*$/.test(text.slice(0, offset)) && /^\s*(?:$|[|);}])/.test(text.slice(offset));
}

/** The operators with their bar, on a line of its own behind a stage. */
function nextStage({ text, catalog }: BoundQuery, offset: number): KqlCompletion[] {
  const { items } = completionsAt(bindQuery(`${text.slice(0, offset)}| ${text.slice(offset)}`, catalog), offset + 2);
  return items.map((item) => ({
    ...item,
    label: `| ${item.label}`,
    insertText: `| ${item.insertText}`,
    filterText: `| ${item.label}`,
    sortText: `0${item.sortText}`,
  }));
}

/** The items in the order of the rule, with snippets for those that have parts to fill in. */
function ofRule({ items }: KqlCompletionList, ranking: Ranking, following: string): CompletionItem[] {
  return completed(items, following).flatMap((item) => {
    const bar = item.label.startsWith('| ') ? '| ' : '';
    const bare = bar === '' ? item : { ...item, label: item.label.slice(bar.length) };
    const sortText = `${bar === '' ? '' : '0'}${ranking({ ...bare, sortText: item.sortText.slice(bar === '' ? 0 : 1) })}`;
    const call = callSnippet(item);
    const plain: CompletionItem = {
      ...item,
      snippet: item.snippet === true || call !== undefined,
      insertText: call ?? item.insertText,
      sortText,
    };
    const shape = shapeOf(bare);
    if (shape === undefined) return [plain];
    const withParts: CompletionItem = {
      ...plain,
      label: bar + shape.label,
      kind: 'snippet',
      insertText: bar + shape.snippet,
      snippet: true,
      sortText: `${sortText} `,
      filterText: item.label,
    };
    return [plain, withParts];
  });
}

/** With what the language leaves out: operators that are signs, and a list as the value of a name. */
function completed(items: readonly KqlCompletion[], following: string): readonly KqlCompletion[] {
  const list = /^\s*\(/.test(following) ? { insertText: 'dynamic' } : dynamicList;
  const added: KqlCompletion[] = [];
  const byLabel = new Map(items.map((item) => [item.label, item]));
  const { sortText } = byLabel.get('in') ?? {};
  const signs = byLabel.has('has') ? ['==', '=~', '!=', '!~'] : ['==', '!=', '>', '>=', '<', '<='];
  if (sortText !== undefined)
    added.push(...signs.map((label): KqlCompletion => ({ label, kind: 'scalar-operator', insertText: label, sortText })));
  if (byLabel.has('tostring')) added.push({ label: 'dynamic', kind: 'literal', ...list, sortText: '6' });
  return [
    ...added.filter(({ label }) => !byLabel.has(label)),
    ...items.map((item) => (item.insertText === 'dynamic($0)' ? { ...item, ...dynamicList } : item)),
  ];
}

const dynamicList = { insertText: 'dynamic([$0])', snippet: true };

/** In a plain scalar some texts would end it, or begin a comment; a text with braces may be taken for a placeholder. */
function canWrite({ style }: EmbeddedKql, text: string): boolean {
  return !text.includes('{{') && (style !== 'plain' || !/[:#]/.test(text));
}

/** The item as it must be written in the file. */
function written(embedded: EmbeddedKql, item: CompletionItem): CompletionItem {
  const isBlock = embedded.style === 'literal' || embedded.style === 'folded';
  return isBlock ? item : { ...item, insertText: embedded.encode(item.insertText) };
}

function inFile({ embedded }: CheckedQuery, place: QueryPlace, replace: Span, offset: number): Span {
  // The cursor may stand where no text of the query is yet, behind the indentation of an empty line.
  if (place.isEmptyLine) return { start: offset, end: offset };
  const source = embedded.toSource(replace);
  const start = replace.start === place.offset ? offset : source.start;
  const end = replace.end === place.offset ? offset : source.end;
  return { start, end };
}
