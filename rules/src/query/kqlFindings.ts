import { type BoundQuery, completionsAt, type KqlDiagnostic, namesInScope, type Span } from '@rulesmith/kql';
import type { CheckContext, CheckedQuery, Finding } from '../checks/check.ts';
import { syntaxNodes } from '../checks/syntaxNodes.ts';
import { replaceFix, type Severity } from '../diagnostic.ts';
import { editDistance, nearestName } from '../nearestName.ts';
import { withoutConsequences } from './consequences.ts';
import type { EmbeddedKql } from './embeddedKql.ts';
import { type Reworded, reworded } from './rewording.ts';
import { type UnknownVariables, unknownVariables } from './unknownVariables.ts';

/** Names that refer to nothing: KS142 any name, KS204 a table, KS205 one that a fuzzy union does without, KS211 a function, KS124 a plugin. */
const unknownNameCodes = new Set(['KS142', 'KS204', 'KS205', 'KS211', 'KS124']);
/** Of those, names that a workspace may know although the catalog does not. */
const workspaceNameCodes = new Set(['KS204', 'KS205', 'KS211']);
/** A value of another type is expected: also said of a name that refers to nothing, which has none. */
const typeExpectedCode = 'KS107';
/** Columns that do not exist: KS142 any, KS145 on a side of a join, KS183 `$left` or `$right`. */
const columnCodes = new Set(['KS142', 'KS145', 'KS183']);
/** Completion is asked for the names that would fit; a text full of mistakes does not need a suggestion for each. */
const mostSuggestions = 5;

/** The diagnostics of the query that satisfy `wanted`, at their places in the file. */
export function* kqlFindings({ query, repositoryMode }: CheckContext, wanted: (code: string) => boolean): Generator<Finding> {
  if (query === undefined) return;
  let suggestions = 0;
  for (const diagnostic of diagnosticsOf(query.bound)) {
    if (!wanted(diagnostic.code) || touchesPlaceholder(query, diagnostic.span)) continue;
    const isUnknownName = unknownNameCodes.has(diagnostic.code) && suggestions++ < mostSuggestions;
    const near = isUnknownName ? nearName(query.bound, diagnostic) : undefined;
    yield findingOf(query, diagnostic, near, repositoryMode);
  }
}

function findingOf(
  { embedded, bound }: CheckedQuery,
  diagnostic: KqlDiagnostic,
  near: string | undefined,
  repositoryMode: boolean,
): Finding {
  const better = reworded(bound.text, diagnostic, bound.diagnostics);
  if (better !== undefined) return rewordedFinding(embedded, diagnostic, better);
  const isWorkspaceName = workspaceNameCodes.has(diagnostic.code) && near === undefined && !repositoryMode;
  const severity: Severity = isWorkspaceName && diagnostic.severity === 'error' ? 'warning' : diagnostic.severity;
  const message = `${inOurWords(diagnostic.message)}${hint(near, isWorkspaceName)} (${diagnostic.code})`;
  const span = placeOf(embedded, diagnostic.span, bound.text);
  return {
    span,
    message,
    severity,
    fixes: near === undefined ? [] : [replaceFix(span, embedded.encode(near))],
  };
}

function rewordedFinding(embedded: EmbeddedKql, { code, severity }: KqlDiagnostic, { span, message, replacement }: Reworded): Finding {
  const place = placeOf(embedded, span, embedded.kql);
  const fixes = replacement === undefined || !embedded.isWritten(span) ? [] : [replaceFix(place, embedded.encode(replacement))];
  return { span: place, message: `${message} (${code})`, severity, fixes };
}

/** The place in the file; what is missing is missing behind the text before it, not at the break that a line of the file may have of its own. */
function placeOf(embedded: EmbeddedKql, span: Span, kql: string): Span {
  if (span.end > span.start || span.start === 0 || /\s/.test(kql[span.start - 1] ?? ' ')) return embedded.toSource(span);
  const { end } = embedded.toSource({ start: span.start - 1, end: span.start });
  return { start: end, end };
}

/** The diagnostics that are causes, each once. */
function diagnosticsOf(bound: BoundQuery): KqlDiagnostic[] {
  const seen = new Set<string>();
  const variables = unknownVariables(bound);
  return withoutConsequences(bound.text, bound.diagnostics)
    .map((diagnostic) => asUnknownName(bound, diagnostic))
    .map((diagnostic) => asUnknownTable(diagnostic, variables))
    .filter(({ code, span }) => !columnCodes.has(code) || !variables.isColumn(span))
    .filter(({ code, span: { start, end } }) => {
      const key = `${code} ${start} ${end}`;
      return !seen.has(key) && seen.add(key);
    });
}

/** `let Logons = OurTable;`: what the query reads as a table is a table that the workspace may know. */
function asUnknownTable(diagnostic: KqlDiagnostic, variables: UnknownVariables): KqlDiagnostic {
  if (diagnostic.code !== 'KS142' || !variables.isTable(diagnostic.span)) return diagnostic;
  return {
    ...diagnostic,
    code: 'KS204',
    message: diagnostic.message.replace('column, table, variable or function', 'table, tabular variable or function'),
  };
}

/** What is said of an argument that is a name without meaning is said of the name. */
function asUnknownName({ syntax }: BoundQuery, diagnostic: KqlDiagnostic): KqlDiagnostic {
  if (diagnostic.code !== typeExpectedCode) return diagnostic;
  const { start, end } = diagnostic.span;
  const named = syntaxNodes(syntax).find((node) => node.kind === 'name' && node.span.start === start && node.span.end === end);
  if (named?.kind !== 'name' || named.target !== 'unresolved') return diagnostic;
  return {
    ...diagnostic,
    code: 'KS142',
    message: `The name '${named.name}' does not refer to any known column, table, variable or function.`,
  };
}

/** What the first error of `bound` is, in the words of its finding; undefined where it has none. */
export function firstErrorText(bound: BoundQuery): string | undefined {
  const [first] = diagnosticsOf(bound).filter(({ severity }) => severity === 'error');
  if (first === undefined) return undefined;
  const better = reworded(bound.text, first, bound.diagnostics);
  if (better !== undefined) return `${better.message} (${first.code})`;
  const near = unknownNameCodes.has(first.code) ? nearName(bound, first) : undefined;
  return `${inOurWords(first.message)}${hint(near, false)} (${first.code})`;
}

/** The parser's message; that of a missing token says what to write. */
function inOurWords(message: string): string {
  const [, missing] = /^(?:Expected|Missing): (\S{1,3})$/.exec(message) ?? [];
  if (missing === '"' || missing === "'") return `The closing quote \`${missing}\` of the string is missing`;
  return missing === undefined ? message.replaceAll("'", '`').replace(/\.$/, '') : `A \`${missing}\` is missing here`;
}

function hint(near: string | undefined, isWorkspaceName: boolean): string {
  if (near !== undefined) return `; did you mean \`${near}\`?`;
  return isWorkspaceName ? '; declare it in the workspace if it is one of yours' : '';
}

function touchesPlaceholder(query: CheckedQuery, span: Span): boolean {
  return query.embedded.placeholders.some((placeholder) => placeholder.span.start < span.end && span.start < placeholder.span.end);
}

/** The name that may stand at this place and looks most like the one that does. */
function nearName(bound: BoundQuery, diagnostic: KqlDiagnostic): string | undefined {
  const name = bound.text.slice(diagnostic.span.start, diagnostic.span.end);
  if (name.length < 3 || !/^\w+$/.test(name)) return undefined;
  const candidates = candidatesFor(bound, diagnostic).filter((candidate) => candidate !== name);
  // What the tables of Defender call `Timestamp` on their own is TimeGenerated in a workspace.
  const near = name === 'Timestamp' && candidates.includes('TimeGenerated') ? 'TimeGenerated' : nearestName(name, candidates);
  return near === undefined || (workspaceNameCodes.has(diagnostic.code) && !isTypo(name, near)) ? undefined : near;
}

/** Names that mean something at the place of an unknown one, likelier ones first. */
function candidatesFor(bound: BoundQuery, { code, span }: KqlDiagnostic): readonly string[] {
  // Which functions fit depends on the operator (aggregates, plugins): only completion knows. It takes long, but such names are seldom wrong.
  if (code === 'KS211' || code === 'KS124') return functionsAt(bound, span.start);
  const local = namesInScope(bound, span.start);
  return code === 'KS204' || code === 'KS205' ? [...local, ...bound.catalog.tables.keys(), ...bound.catalog.functions.keys()] : local;
}

function functionsAt(bound: BoundQuery, offset: number): string[] {
  const kinds = new Set(['function', 'aggregate']);
  return completionsAt(bound, offset).items.flatMap(({ kind, label }) => (kinds.has(kind) ? [label.replace(/\(.*/, '')] : []));
}

/** Tables and functions may be the workspace's own, so that a likeness must be closer for it to be a mistake. */
function isTypo(name: string, near: string): boolean {
  const [written, meant] = [name.toLowerCase(), near.toLowerCase()];
  return written[0] === meant[0] && editDistance(written, meant) <= Math.max(1, Math.floor(name.length / 5));
}
