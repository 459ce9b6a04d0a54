/** Hover in the query: what the language says of a name, and where it comes from, how it is used and where to read on. */
import {
  classifiedTokenAt,
  enclosingSpans,
  hoverAt,
  type KqlSymbol,
  type KqlSymbolIndex,
  occurrenceAt,
  type Span,
  symbolIndexOf,
} from '@rulesmith/kql';
import type { CheckedQuery } from '../checks/check.ts';
import { exampleOf } from '../facts/kqlExamples.ts';
import { describeKeyword } from '../facts/kqlKeywords.ts';
import { functionPage, operatorPage, tablePage } from '../facts/kqlPages.ts';
import type { Hover } from './hover.ts';
import { lineOf } from './lineOf.ts';

/** `offset` is one of the query, `file` the text of the file. */
export function queryHover(query: CheckedQuery, offset: number, file: string): Hover | undefined {
  const found = keywordHover(query, offset) ?? nameHover(query, offset, file);
  return found === undefined ? undefined : { span: query.embedded.toSource(found.span), markdown: found.markdown };
}

/** Words that only stand beside a name must not be taken for it. */
function keywordHover({ bound }: CheckedQuery, offset: number): Hover | undefined {
  const token = classifiedTokenAt(bound, offset);
  if (token === undefined || !/keyword|type|variable|operator/.test(token.kind)) return undefined;
  const word = bound.text.slice(token.span.start, token.span.end);
  const described = describeKeyword(word, bound.text.slice(Math.max(0, token.span.start - 20), token.span.start));
  if (described === undefined) return undefined;
  const { markdown, operator } = described;
  return { span: token.span, markdown: joined(markdown, operator === undefined ? undefined : link(operator, operatorPage(operator))) };
}

function nameHover(query: CheckedQuery, offset: number, file: string): Hover | undefined {
  const { bound } = query;
  const hover = hoverAt(bound, offset);
  if (hover === undefined) return undefined;
  const name = bound.text.slice(hover.span.start, hover.span.end);
  const index = symbolIndexOf(bound);
  const occurrence = occurrenceAt(index, hover.span.start);
  const symbol = occurrence === undefined ? undefined : index.symbols[occurrence.symbol];
  const page = pageOf(bound.catalog.tables.has(name), name, symbol);
  const isOfLanguage = symbol === undefined || symbol.origin.kind === 'built-in';
  const example = isOfLanguage ? exampleOf(name) : undefined;
  const made = symbol === undefined ? undefined : originOf(query, index, symbol, file);
  return {
    span: hover.span,
    markdown: joined(
      hover.markdown,
      made,
      example === undefined ? undefined : `Example:\n\n${code(example)}`,
      page === undefined ? undefined : link(name, page),
    ),
  };
}

function pageOf(isTable: boolean, name: string, symbol: KqlSymbol | undefined): string | undefined {
  if (symbol === undefined) return operatorPage(name);
  if (symbol.kind === 'function' && symbol.origin.kind === 'built-in') return functionPage(name);
  return symbol.kind === 'table' && symbol.origin.kind === 'catalog' && isTable && !/_CL$|\W/.test(name) ? tablePage(name) : undefined;
}

/** Where a column of the query comes from: the expression that makes it, or the column that it was. */
export function originOf({ bound, embedded }: CheckedQuery, index: KqlSymbolIndex, symbol: KqlSymbol, file: string): string | undefined {
  if (symbol.kind !== 'column') return undefined;
  const [made] = symbol.declarations;
  if (made === undefined) {
    const names = [...new Set(symbol.derivedFrom.map((number) => index.symbols[number]?.name))].filter(
      (name) => name !== undefined && name !== symbol.name,
    );
    return names.length === 0 ? undefined : `Another name of ${names.map((name) => `\`${name}\``).join(', ')}`;
  }
  if (!embedded.isWritten(made.span)) return undefined;
  const whole = made.written ? namedExpression(bound.text, enclosingSpans(bound, made.span.start), made.span) : made.span;
  const text = bound.text.slice(whole.start, whole.end).replaceAll(/\s+/g, ' ');
  return `Made in line ${lineOf(file, embedded.toSource(made.span).start)}:\n\n${code(shortened(text))}`;
}

/** `x = …` of the name `x`; the name alone where it is none, as in `parse`. */
function namedExpression(text: string, around: readonly Span[], name: Span): Span {
  return (
    around.find(({ start, end }) => start === name.start && /^[^=]*\S\s*=[^=~]/.test(text.slice(start, end)) && end > name.end) ?? name
  );
}

const longest = 300;

function shortened(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)} …`;
}

function code(text: string): string {
  return `\`\`\`kusto\n${text.replaceAll('```', "'''")}\n\`\`\``;
}

function link(name: string, page: string): string {
  return `[${name} in the documentation](${page})`;
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join('\n\n');
}
