/** Titles and descriptions of alerts: templates with `{{Column}}`, and the service's limits on their length. */
import type { Table } from '@rulesmith/engine';
import { cellText } from './cellText.ts';

/** In bytes of UTF-8. */
export const titleLimit = 256;
export const descriptionLimit = 5000;

const placeholder = /\{\{\s*([^{}]+?)\s*\}\}/g;

/** The columns that a template names, in order. */
export function templateColumns(template: string): readonly string[] {
  return Array.from(template.matchAll(placeholder), (match) => match[1] as string);
}

/**
 * The template with the values of `row` filled in; undefined where a value is missing or empty: the alert then keeps the rule's own text,
 * as the service documents it.
 */
export function fillTemplate(template: string, table: Table, row: number | undefined): string | undefined {
  const values = templateColumns(template).map((column) => (row === undefined ? '' : cellText(table, column, row)));
  if (values.some((value) => value === '')) return undefined;
  let next = 0;
  return template.replace(placeholder, () => values[next++] ?? '');
}

/** `text` cut to `limit` bytes of UTF-8, never within a character. */
export function cutToBytes(text: string, limit: number): string {
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes > limit) return text.slice(0, end);
    end += character.length;
  }
  return text;
}
