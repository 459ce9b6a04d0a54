/**
 * Formats a file in blanks and line breaks only: the query as Azure's editors format KQL, and the space around keys and at the ends of lines.
 * What the file says, its comments, empty lines, order and the style of its scalars stay.
 */
import { applyEdits, formatEdits, orderEdits, type Span } from '@rulesmith/kql';
import type { CheckedQuery } from '../checks/check.ts';
import { keepLineBreaks } from '../checks/keepLineBreaks.ts';
import type { TextEdit } from '../diagnostic.ts';
import { queryEdits } from '../query/queryEdits.ts';
import { parseRuleDocument, type RuleDocument } from '../ruleDocument.ts';
import { plainValue } from '../yaml/plainValue.ts';
import { walk, type YamlEntry, type YamlNode } from '../yaml/yamlTree.ts';
import { touchesRange } from './touched.ts';

/** The edits in the order of the text; none for a file that is none of ours or has errors of syntax. `range` limits them to what touches it. */
export function formatRule(document: RuleDocument, query: CheckedQuery | undefined, range?: Span): TextEdit[] {
  if (document.kind === 'other' || document.problems.length > 0 || document.documentCount !== 1) return [];
  const isWanted = ({ span }: TextEdit) => range === undefined || touchesRange(span, range);
  const ofYaml = keptMeaning(document, yamlEdits(document).filter(isWanted));
  const ofQuery = kqlEdits(document, query).filter(isWanted);
  const fix = keepLineBreaks({ title: 'Format', edits: orderEdits([...ofYaml, ...ofQuery]) }, document.text);
  return [...fix.edits];
}

/** Only a literal block shows the lines of the query as they are; in the other styles the way it is written is not touched. */
function kqlEdits(document: RuleDocument, query: CheckedQuery | undefined): TextEdit[] {
  if (query === undefined || query.embedded.style !== 'literal') return [];
  const edits = formatEdits(query.bound).filter(({ span }) => query.embedded.isWritten(span));
  return queryEdits(document, query.embedded, edits) ?? [];
}

/** The edits, if the file says the same after them. */
function keptMeaning({ uri, text, root }: RuleDocument, edits: readonly TextEdit[]): readonly TextEdit[] {
  if (edits.length === 0 || root === undefined) return [];
  const after = parseRuleDocument(uri, applyEdits(text, orderEdits(edits)));
  const isSame = after.problems.length === 0 && after.root !== undefined && said(after.root) === said(root);
  return isSame ? edits : [];
}

function said(root: YamlNode): string {
  return JSON.stringify(plainValue(root));
}

function yamlEdits({ text, root }: RuleDocument): TextEdit[] {
  if (root === undefined) return [];
  const nodes = [...walk(root)].map(({ node }) => node);
  const entries = nodes.flatMap((node) => (node.type === 'map' ? node.entries : []));
  const scalars = nodes.flatMap((node) => (node.type === 'scalar' ? [node.span] : []));
  return [...entries.flatMap((entry) => spaceBehindColon(text, entry)), ...trailingBlanks(text, scalars)];
}

/** One blank between the colon and a value on its line. */
function spaceBehindColon(text: string, { keySpan, value }: YamlEntry): TextEdit[] {
  const colon = text.indexOf(':', keySpan.end);
  const between = text.slice(colon + 1, value.span.start);
  const isValueHere = colon >= 0 && value.span.end > value.span.start && /^[ \t]{2,}$/.test(between);
  return isValueHere ? [{ span: { start: colon + 1, end: value.span.start }, newText: ' ' }] : [];
}

/** Blanks at the ends of lines that are not in a scalar. */
function trailingBlanks(text: string, scalars: readonly Span[]): TextEdit[] {
  const edits: TextEdit[] = [];
  let lineStart = 0;
  for (const line of text.split('\n')) {
    const content = line.endsWith('\r') ? line.slice(0, -1) : line;
    const span = { start: lineStart + content.trimEnd().length, end: lineStart + content.length };
    if (span.end > span.start && !scalars.some(({ start, end }) => start < span.end && span.start < end)) edits.push({ span, newText: '' });
    lineStart += line.length + 1;
  }
  return edits;
}
