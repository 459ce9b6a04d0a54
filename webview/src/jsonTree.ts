import { element } from './dom.ts';
import { type ExactJson, ExactNumber, type ExactObject } from './exactJson.ts';
import { countOf } from './text.ts';

/** Children made at once; more are behind a "more" entry, so that a list of a million does not freeze the page. */
const childrenAtOnce = 200;

/** A value as an expandable tree: `details` elements, which work with mouse, keyboard and screen reader as they are. */
export function jsonTree(value: ExactJson): HTMLElement {
  const tree = element('div', { class: 'json-tree' });
  tree.append(jsonNode(undefined, value, true));
  return tree;
}

function jsonNode(key: string | undefined, value: ExactJson, open: boolean): HTMLElement {
  if (!isContainer(value)) return element('div', { class: 'json-leaf' }, keyLabel(key), leaf(value));
  const entries = entriesOf(value);
  if (entries.length === 0) return element('div', { class: 'json-leaf' }, keyLabel(key), isList(value) ? '[]' : '{}');
  const summary = element('summary', {}, keyLabel(key), element('span', { class: 'json-count' }, containerLabel(value, entries.length)));
  const details = element('details', { class: 'json-branch' }, summary);
  const fill = () => {
    if (details.open && details.childElementCount === 1) appendChildren(details, entries, 0);
  };
  details.addEventListener('toggle', fill);
  details.open = open;
  fill();
  return details;
}

function appendChildren(parent: HTMLElement, entries: readonly (readonly [string, ExactJson])[], from: number): void {
  const end = Math.min(entries.length, from + childrenAtOnce);
  for (const [key, child] of entries.slice(from, end)) parent.append(jsonNode(key, child, false));
  if (end === entries.length) return;
  const more = element('button', { type: 'button', class: 'link' }, `Show ${countOf(entries.length - end, 'more value')}`);
  more.addEventListener('click', () => {
    more.remove();
    appendChildren(parent, entries, end);
  });
  parent.append(more);
}

function leaf(value: null | boolean | string | ExactNumber): HTMLElement {
  if (value === null) return element('span', { class: 'json-null' }, 'null');
  if (value instanceof ExactNumber) return element('span', { class: 'json-number' }, value.source);
  return typeof value === 'string'
    ? element('span', { class: 'json-string' }, JSON.stringify(value))
    : element('span', { class: 'json-boolean' }, String(value));
}

function keyLabel(key: string | undefined): HTMLElement | undefined {
  return key === undefined ? undefined : element('span', { class: 'json-key' }, `${key}: `);
}

function containerLabel(value: readonly ExactJson[] | ExactObject, count: number): string {
  return isList(value) ? `[${count}]` : `{${count}}`;
}

function entriesOf(value: readonly ExactJson[] | ExactObject): (readonly [string, ExactJson])[] {
  return isList(value) ? value.map((child, index) => [String(index), child] as const) : [...value.entries()];
}

function isContainer(value: ExactJson): value is readonly ExactJson[] | ExactObject {
  return typeof value === 'object' && value !== null && !(value instanceof ExactNumber);
}

function isList(value: readonly ExactJson[] | ExactObject): value is readonly ExactJson[] {
  return Array.isArray(value);
}
