import type { Cell, ColumnInfo } from '@rulesmith/protocol';
import { button, element } from '../dom.ts';
import { parseExactJson } from '../exactJson.ts';
import { jsonTree } from '../jsonTree.ts';
import { cellText } from '../text.ts';

export interface ValueDetailActions {
  readonly copy: (text: string) => void;
  readonly close: () => void;
}

/** The whole value of one cell: a dynamic one as a tree, any other as text with its line breaks. Escape closes. */
export function valueDetail(column: ColumnInfo, value: Cell, actions: ValueDetailActions): HTMLElement {
  const detail = element(
    'aside',
    { class: 'value-detail', 'aria-label': `Value of ${column.name}`, tabindex: -1 },
    element(
      'header',
      {},
      element('h2', {}, column.name),
      element('span', { class: 'column-type' }, column.type),
      button('Copy', () => actions.copy(cellText(value)), { class: 'link' }),
      button('Close', actions.close, { class: 'link' }),
    ),
    element('div', { class: 'value-body', tabindex: 0 }, valueContent(column, value)),
  );
  detail.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') actions.close();
  });
  return detail;
}

function valueContent(column: ColumnInfo, value: Cell): HTMLElement {
  if (value === null) return element('p', { class: 'empty' }, 'null');
  if (value === '') return element('p', { class: 'empty' }, 'an empty string');
  const tree = column.type === 'dynamic' ? parseExactJson(cellText(value)) : undefined;
  return tree !== undefined && typeof tree === 'object' && tree !== null ? jsonTree(tree) : element('pre', {}, cellText(value));
}
