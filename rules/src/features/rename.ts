/** Renaming over the query and the YAML that names its columns. */
import { applyEdits, type KqlEdit, orderEdits, renameObstacle, renameSymbol, type Span } from '@rulesmith/kql';
import { parseRuleDocument, type RuleDocument } from '../ruleDocument.ts';
import { columnNamesOf } from './columnNames.ts';
import type { CompletionContext } from './completion.ts';
import { type NamedThing, namedThingAt } from './namedThings.ts';

/** What may be renamed at a place. */
export interface RenameTarget {
  readonly kind: 'target';
  readonly span: Span;
  readonly name: string;
}

/** Why something is not renamed: one sentence for the user. */
export interface RenameRefusal {
  readonly kind: 'refused';
  readonly reason: string;
}

export interface RenameEdits {
  readonly kind: 'edits';
  /** In the order of the file. */
  readonly edits: readonly KqlEdit[];
}

/** What would be renamed at `offset`; undefined where nothing is named. */
export function renameTargetIn(context: CompletionContext, offset: number): RenameTarget | RenameRefusal | undefined {
  const thing = namedThingAt(context, offset);
  if (thing === undefined) return undefined;
  const reason = obstacleTo(thing);
  return reason === undefined ? { kind: 'target', span: thing.span, name: thing.symbol.name } : { kind: 'refused', reason };
}

/** The edits of the file that rename what is named at `offset`; undefined where nothing is. */
export function renameIn(context: CompletionContext, offset: number, newName: string): RenameEdits | RenameRefusal | undefined {
  const thing = namedThingAt(context, offset);
  if (thing === undefined) return undefined;
  const reason = obstacleTo(thing);
  if (reason !== undefined) return { kind: 'refused', reason };
  const renamed = renameSymbol(thing.query.bound, thing.number, newName);
  if (renamed.kind === 'refused') return renamed;
  const { document } = context;
  const { embedded } = thing.query;
  if (!renamed.edits.every(({ span }) => embedded.isWritten(span))) return { kind: 'refused', reason: notInQuery(thing) };
  const inQuery = renamed.edits.map(({ span, newText }) => ({ span: embedded.toSource(span), newText: embedded.encode(newText) }));
  const inYaml = columnNamesOf(document).flatMap(({ name, span }) => {
    const number = thing.index.result.get(name);
    return number !== undefined && renamed.symbols.has(number) ? [{ span, newText: newName }] : [];
  });
  const edits = orderEdits([...inQuery, ...inYaml]);
  const names = columnNamesOf(document).map(({ name, span }) => (inYaml.some((edit) => edit.span === span) ? newName : name));
  return isWrittenAsMeant(document, edits, { kql: renamed.text, names })
    ? { kind: 'edits', edits }
    : { kind: 'refused', reason: `\`${newName}\` cannot be written at every place that names \`${thing.symbol.name}\`` };
}

function obstacleTo(thing: NamedThing): string | undefined {
  const { query, index, number, symbol } = thing;
  const occurrences = index.occurrences.filter((occurrence) => occurrence.symbol === number);
  if (!occurrences.every(({ span }) => query.embedded.isWritten(span))) return notInQuery(thing);
  return renameObstacle(query.bound, number) ?? (symbol.name === '' ? 'The column has no name' : undefined);
}

function notInQuery({ symbol }: NamedThing): string {
  return `\`${symbol.name}\` is also named outside of the query: by a parameter of the file or a placeholder`;
}

/** Whether the file, read again after the edits, holds that query and those names: what YAML may escape, fold or take for something else. */
function isWrittenAsMeant(
  { uri, text }: RuleDocument,
  edits: readonly KqlEdit[],
  meant: { readonly kql: string; readonly names: readonly string[] },
): boolean {
  const after = parseRuleDocument(uri, applyEdits(text, edits));
  const names = columnNamesOf(after).map(({ name }) => name);
  return after.queries[0]?.kql === meant.kql && names.join('\n') === meant.names.join('\n');
}
