import type { Span } from '@rulesmith/kql';
import type { CompletionContext } from './completion.ts';
import { namedThingAt, placesOf } from './namedThings.ts';

/** A place that names the thing under the cursor. */
export interface Highlight {
  readonly span: Span;
  /** `write` where the thing is made. */
  readonly kind: 'read' | 'write';
}

/** All places in the file that name what is named at `offset`, the query and the YAML alike; empty where nothing is. */
export function highlightsIn(context: CompletionContext, offset: number): Highlight[] {
  const thing = namedThingAt(context, offset);
  if (thing === undefined) return [];
  return placesOf(context, new Set([thing.number])).map(({ span, declares }) => ({ span, kind: declares ? 'write' : 'read' }));
}

/** The same as places to list; with `declarations` also those that make the thing, `count()` for `count_` among them. */
export function referencesIn(context: CompletionContext, offset: number, declarations: boolean): Span[] {
  const thing = namedThingAt(context, offset);
  if (thing === undefined) return [];
  const { embedded } = thing.query;
  const places = placesOf(context, new Set([thing.number])).filter(({ declares }) => declarations || !declares);
  const implied = declarations ? thing.symbol.declarations.filter(({ written, span }) => !written && embedded.isWritten(span)) : [];
  return [...implied.map(({ span }) => embedded.toSource(span)), ...places.map(({ span }) => span)].sort((a, b) => a.start - b.start);
}
