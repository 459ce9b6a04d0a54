import type { SelectionRange, SelectionRangeParams } from 'vscode-languageserver/node';
import type { Session } from '../session.ts';

export function selectionRange(session: Session, { textDocument, positions }: SelectionRangeParams): SelectionRange[] {
  const open = session.open(textDocument.uri);
  if (open === undefined) return [];
  return positions.map((position) => {
    const spans = session.service.selectionRanges(open.document, open.source.offsetAt(position));
    const nothing: SelectionRange = { range: { start: position, end: position } };
    const widest = spans.reduceRight<SelectionRange | undefined>(
      (parent, span) => ({ range: open.lines.range(span), ...(parent === undefined ? {} : { parent }) }),
      undefined,
    );
    return widest ?? nothing;
  });
}
