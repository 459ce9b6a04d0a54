import type { Span } from '@rulesmith/kql';
import { replaceFix } from '../diagnostic.ts';
import { nearestName } from '../nearestName.ts';
import type { Spanned } from '../ruleView.ts';
import { entryOf, isBlank, textOf, type YamlEntry, type YamlNode } from '../yaml/yamlTree.ts';
import type { CheckContext, Finding } from './check.ts';

/** The entry of a top-level key. */
export function fieldOf({ document }: CheckContext, key: string): YamlEntry | undefined {
  return entryOf(document.root, key);
}

/** The text of a top-level field with its place; undefined where there is none. */
export function textField(context: CheckContext, key: string): Spanned<string> | undefined {
  const entry = fieldOf(context, key);
  const value = textOf(entry?.value);
  return entry === undefined || value === undefined ? undefined : { value, span: entry.value.span, keySpan: entry.keySpan };
}

/** A finding if the field is absent (at the start of the file) or says nothing (at its key). */
export function missingField(context: CheckContext, key: string, message: string): Finding[] {
  const entry = fieldOf(context, key);
  if (entry === undefined) return [{ span: fileStart(context), message }];
  return isBlank(entry.value) ? [{ span: entry.keySpan, message }] : [];
}

/** The first key of the file: where findings about what is absent are shown. */
export function fileStart({ document }: CheckContext): Span {
  const first = document.root?.type === 'map' ? document.root.entries[0] : undefined;
  return first?.keySpan ?? { start: 0, end: Math.min(1, document.text.length) };
}

/** The place of a node to underline; for a map or list only its first line, so that half the file is not red. */
export function headSpan(context: CheckContext, node: YamlNode): Span {
  if (node.type === 'scalar') return node.span;
  const lineEnd = context.document.text.slice(node.span.start, node.span.end).search(/\r?\n/);
  return lineEnd < 0 ? node.span : { start: node.span.start, end: node.span.start + lineEnd };
}

export interface Choice {
  /** What begins the sentence: `The severity`. */
  readonly what: string;
  /** The exact names that are valid. */
  readonly names: Iterable<string>;
  /** What else to say where no name is near: the list of names, say. */
  readonly otherwise: string;
}

/** A finding if `written` is none of the names, in whatever letter case. */
export function unknownName(written: Spanned<string>, { what, names, otherwise }: Choice): Finding[] {
  const list = [...names];
  if (list.some((name) => name.toLowerCase() === written.value.toLowerCase())) return [];
  const near = nearestName(written.value, list);
  const message = `${what} \`${written.value}\` does not exist; ${near === undefined ? otherwise : `did you mean \`${near}\`?`}`;
  return [
    {
      span: written.span,
      message,
      fixes: near === undefined ? [] : [replaceFix(written.span, near)],
    },
  ];
}

/** A finding if `written` is one of the names but for its letter case. */
export function wrongCase(written: Spanned<string>, { what, names }: Choice): Finding[] {
  const exact = [...names].find((name) => name.toLowerCase() === written.value.toLowerCase());
  if (exact === undefined || exact === written.value) return [];
  return [
    {
      span: written.span,
      message: `${what} is written \`${exact}\`, not \`${written.value}\``,
      fixes: [replaceFix(written.span, exact)],
    },
  ];
}

/** `a`, `b` or `c`, each in backticks. */
export function orList(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`;
}
