import type { Expression, Span } from '@rulesmith/kql';
import type { CheckedQuery } from './check.ts';
import { syntaxNodes } from './syntaxNodes.ts';

export interface AssignedText {
  readonly value: string;
  /** The place of the literal in the query. */
  readonly span: Span;
}

/** The texts written out that the query gives a column: `x = "High"`, and the results of `case`, `iff` and `coalesce`. */
export function assignedTexts({ bound }: CheckedQuery, column: string): AssignedText[] {
  return syntaxNodes(bound.syntax).flatMap((node) =>
    node.kind === 'named' && node.names.length === 1 && node.names[0]?.text === column ? textsOf(node.value) : [],
  );
}

function textsOf(value: Expression): AssignedText[] {
  if (value.kind === 'literal') return value.literal.type === 'string' ? [{ value: value.literal.value, span: value.span }] : [];
  if (value.kind !== 'call') return [];
  const { name, arguments: list } = value;
  if (name === 'iff' || name === 'iif') return list.slice(1).flatMap(textsOf);
  if (name === 'coalesce') return list.flatMap(textsOf);
  if (name !== 'case') return [];
  return list.filter((_, index) => index % 2 === 1 || index === list.length - 1).flatMap(textsOf);
}
