import { type Check, rulesAndHunts } from './check.ts';
import { fieldOf } from './fields.ts';

/** In a block scalar quotes are text: the alert shows them. */
export const quotedDescription: Check = {
  code: 'DESC007',
  name: 'quoted-description',
  severity: 'info',
  repositoryOnly: true,
  appliesTo: rulesAndHunts,
  *check(context) {
    const value = fieldOf(context, 'description')?.value;
    if (value?.type !== 'scalar' || (value.style !== 'literal' && value.style !== 'folded')) return;
    const { text, map } = value.content();
    const match = /^\s*(['"])[\s\S]*\1\s*$/.exec(text);
    const quote = match?.[1];
    if (quote === undefined) return;
    const [first, last] = [text.indexOf(quote), text.trimEnd().length - 1];
    if (first === last || text.slice(first + 1, last).includes(quote)) return;
    const [opening, closing] = [first, last].map((at) => map.toSource({ start: at, end: at + 1 })) as [
      typeof value.span,
      typeof value.span,
    ];
    const edits = [opening, closing].map((span) => ({ span, newText: '' }));
    const message = 'The quotes are part of the description and shown with it; a block text needs none';
    yield { span: opening, message, fixes: [{ title: 'Take the quotes out', edits }] };
  },
};
