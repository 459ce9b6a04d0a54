import { type ColumnSchema, type Span, stageColumnsOf } from '@rulesmith/kql';
import type { CheckedQuery } from '../checks/check.ts';

/** A text that the editor shows at a place without its being there. */
export interface InlayHint {
  readonly offset: number;
  readonly label: string;
  /** Markdown. */
  readonly tooltip: string;
}

const mostShown = 6;

/** Behind each stage of the query that changes the columns: those it gives, with their types. Only those inside `range`. */
export function inlayHintsIn(query: CheckedQuery | undefined, range: Span): InlayHint[] {
  if (query === undefined) return [];
  const { embedded, bound } = query;
  return stageColumnsOf(bound).flatMap(({ span, columns }) => {
    const offset = embedded.toSource(span).end;
    const isShown = embedded.isWritten(span) && range.start <= offset && offset <= range.end;
    return isShown ? [{ offset, label: labelOf(columns), tooltip: tooltipOf(columns) }] : [];
  });
}

function labelOf(columns: readonly ColumnSchema[]): string {
  const shown = columns.slice(0, mostShown).map(({ name, type }) => `${name}: ${type}`);
  const more = columns.length > mostShown ? `, … ${columns.length - mostShown} more` : '';
  return `→ ${shown.join(', ')}${more}`;
}

function tooltipOf(columns: readonly ColumnSchema[]): string {
  const lines = columns.map(({ name, type }) => `- \`${name.replaceAll('`', "'")}\` ${type}`);
  return `${columns.length === 1 ? '1 column' : `${columns.length} columns`}\n\n${lines.join('\n')}`;
}
