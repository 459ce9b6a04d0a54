/**
 * Replaces deprecated functions and operators by those that Microsoft's documentation names instead, where that changes nothing: the pages
 * of the functions list the deprecated names as aliases, and say where a default differs.
 */
import type { BoundQuery } from '../bind.ts';
import { child, elements, kindOf, spanOf } from '../microsoft/accessors.ts';
import { kustoCodeOf } from '../microsoft/code.ts';
import type { MsNode } from '../microsoft/nodes.ts';
import type { Span } from '../span.ts';
import { type KqlRewrite, type RewriteEdit, type RewritePart, rewriteIfSame } from './rewrite.ts';
import { symbolIndexOf } from './symbolIndex.ts';

/** Names that do the same under a newer one. */
const aliases: Readonly<Record<string, string>> = {
  arraylength: 'array_length',
  base64_decodestring: 'base64_decode_tostring',
  base64_encodestring: 'base64_encode_tostring',
  columnifexists: 'column_ifexists',
  datepart: 'datetime_part',
  extractall: 'extract_all',
  make_string: 'unicode_codepoints_to_string',
  notempty: 'isnotempty',
  notnull: 'isnotnull',
  pack: 'bag_pack',
  pack_dictionary: 'bag_pack',
  parsejson: 'parse_json',
  parseurl: 'parse_url',
  parseurlquery: 'parse_urlquery',
  to_utf8: 'unicode_codepoints_from_string',
  toobject: 'todynamic',
  totime: 'totimespan',
  weekofyear: 'week_of_year',
  any: 'take_any',
  anyif: 'take_anyif',
};

/** Without a limit the old aggregates and the old operator stop at so many; the new ones do not. */
const formerLimit = '128';
const collecting: Readonly<Record<string, string>> = { makelist: 'make_list', makeset: 'make_set' };

interface Replacement {
  readonly old: string;
  readonly now: string;
  readonly span: Span;
  readonly edits: readonly RewriteEdit[];
}

/** What of the deprecated that touches `range` can be replaced; one rewrite each. */
export function modernizations(query: BoundQuery, range: Span): KqlRewrite[] {
  const touched = replacementsIn(query).filter(({ span }) => span.start <= range.end && range.start <= span.end);
  return touched.flatMap((replacement) => rewriteOne(query, replacement) ?? []);
}

function rewriteOne(query: BoundQuery, { old, now, span, edits }: Replacement): KqlRewrite | undefined {
  const title = `Replace \`${old}\` by \`${now}\``;
  const plain = rewriteIfSame(query, title, edits);
  if (plain !== undefined) return plain;
  // The name of a column may follow from that of the function: `any(x)` makes `any_x`.
  const implied = impliedName(query, span.start);
  if (implied === undefined) return undefined;
  return rewriteIfSame(query, title, [{ span: { start: span.start, end: span.start }, parts: [`${implied} = `] }, ...edits]);
}

/** The name that the expression at `start` gives its column; undefined where it gives none, or one that must be quoted. */
function impliedName(query: BoundQuery, start: number): string | undefined {
  const named = symbolIndexOf(query).symbols.find(({ declarations }) =>
    declarations.some((each) => !each.written && each.span.start === start),
  );
  return named !== undefined && /^[A-Za-z_]\w*$/.test(named.name) ? named.name : undefined;
}

function replacementsIn(query: BoundQuery): Replacement[] {
  const found: Replacement[] = [];
  const visit = (node: MsNode): void => {
    const replacement = replacementOf(query, node);
    if (replacement !== undefined) found.push(replacement);
    for (let index = 0; index < node.ChildCount; index++) {
      const part = node.GetChild(index);
      if (part !== null) visit(part);
    }
  };
  visit(kustoCodeOf(query).Syntax);
  return found;
}

function replacementOf(query: BoundQuery, node: MsNode): Replacement | undefined {
  switch (kindOf(node)) {
    case 'FunctionCallExpression':
      return callReplacement(query, node);
    case 'MvExpandOperator':
      return expandReplacement(query, node);
    case 'FilterOperator':
      return keywordReplacement(query, node, 'filter', 'where');
    default:
      return undefined;
  }
}

/** A call of a function of the language, not of one that the query declares under such a name. */
function callReplacement(query: BoundQuery, node: MsNode): Replacement | undefined {
  const name = child(node, 'Name');
  if (name === undefined) return undefined;
  const span = spanOf(name);
  const old = query.text.slice(span.start, span.end);
  if (query.syntax.statements.some((statement) => statement.kind === 'let' && statement.name === old)) return undefined;
  const values = elements(child(node, 'ArgumentList'), 'Expressions').map(spanOf);
  const rename = (now: string, more: readonly RewriteEdit[] = []) => ({ old, now, span, edits: [{ span, parts: [now] }, ...more] });
  const last = values.at(-1);
  if (Object.hasOwn(aliases, old)) return rename(aliases[old] as string);
  if (Object.hasOwn(collecting, old) && last !== undefined)
    return rename(collecting[old] as string, values.length === 1 ? [insertion(last.end, `, ${formerLimit}`)] : []);
  return old === 'replace' ? regexReplacement(rename, values) : undefined;
}

/** `replace(regex, rewrite, source)` has the order of its arguments changed: `replace_regex(source, regex, rewrite)`. */
function regexReplacement(
  rename: (now: string, more: readonly RewriteEdit[]) => Replacement,
  [regex, rewrite, source, ...others]: readonly Span[],
): Replacement | undefined {
  if (regex === undefined || rewrite === undefined || source === undefined || others.length > 0) return undefined;
  const put = (span: Span, part: RewritePart) => ({ span, parts: [part] });
  return rename('replace_regex', [put(regex, source), put(rewrite, regex), put(source, rewrite)]);
}

function expandReplacement(query: BoundQuery, node: MsNode): Replacement | undefined {
  const replacement = keywordReplacement(query, node, 'mvexpand', 'mv-expand');
  if (replacement === undefined || child(node, 'RowLimitClause') !== undefined) return replacement;
  return { ...replacement, edits: [...replacement.edits, insertion(node.End, ` limit ${formerLimit}`)] };
}

function keywordReplacement({ text }: BoundQuery, node: MsNode, old: string, now: string): Replacement | undefined {
  const span = { start: node.TextStart, end: node.TextStart + old.length };
  return text.slice(span.start, span.end) === old && !/\w/.test(text[span.end] ?? '')
    ? { old, now, span, edits: [{ span, parts: [now] }] }
    : undefined;
}

function insertion(offset: number, text: string): RewriteEdit {
  return { span: { start: offset, end: offset }, parts: [text] };
}
