import type { BoundQuery, Expression, KqlDiagnostic, Operator, Span } from '@rulesmith/kql';
import { type SyntaxNode, syntaxNodes } from '../checks/syntaxNodes.ts';

type Pipe = Extract<Expression, { readonly kind: 'pipe' }>;

/** What can be told of a `let` whose value is a table or function that nobody knows, `let Logons = OurParser(7d);`. */
export interface UnknownVariables {
  /** Whether a name may be a column that such a variable has. */
  isColumn(span: Span): boolean;
  /** Whether the name is the value of a `let` that the query reads as a table. */
  isTable(span: Span): boolean;
}

const unknownFunction = 'KS211';

/** Looks at a query whose diagnostics say that a name is unknown. The binder takes what such a `let` holds for a table without columns. */
export function unknownVariables({ syntax, diagnostics }: BoundQuery): UnknownVariables {
  const nodes = syntaxNodes(syntax);
  const names = namesOf(nodes, diagnostics);
  const pipes = names.size === 0 ? [] : outermostPipes(nodes);
  const open = pipes.flatMap((pipe) => behindUnknown(pipe, names));
  const read = new Set(pipes.flatMap(tablesOf).flatMap((table) => (table.kind === 'name' ? [table.name] : [])));
  const values = nodes.flatMap((node) =>
    node.kind === 'let' && names.has(node.name) && read.has(node.name) ? [node.value.span.start] : [],
  );
  return {
    isColumn: ({ start, end }) => open.some((span) => span.start <= start && end <= span.end),
    isTable: ({ start }) => values.includes(start),
  };
}

/** The variables whose columns nobody knows, also by way of another one. */
function namesOf(nodes: readonly SyntaxNode[], diagnostics: readonly KqlDiagnostic[]): ReadonlySet<string> {
  const unknownCalls = new Set(diagnostics.filter(({ code }) => code === unknownFunction).map(({ span }) => span.start));
  const names = new Set<string>();
  for (const node of nodes) {
    if (node.kind !== 'let') continue;
    const root = rootOf(node.value);
    const isUnknownName = node.value.kind === 'name' && node.value.target === 'unresolved';
    const isUnknownCall = root.kind === 'call' && unknownCalls.has(root.span.start);
    if (isUnknownName || isUnknownCall || isOneOf(names, root)) names.add(node.name);
  }
  return names;
}

function isOneOf(names: ReadonlySet<string>, table: Expression): boolean {
  return table.kind === 'name' && names.has(table.name);
}

function outermostPipes(nodes: readonly SyntaxNode[]): Pipe[] {
  const pipes = nodes.filter((node): node is Pipe => node.kind === 'pipe');
  const sources = new Set<SyntaxNode>(pipes.map(({ source }) => source));
  return pipes.filter((pipe) => !sources.has(pipe));
}

/** The part of a pipe from where it reads such a variable first. */
function behindUnknown(pipe: Pipe, names: ReadonlySet<string>): Span[] {
  const { end } = pipe.span;
  const root = rootOf(pipe);
  if (sourcesOf(root).some((table) => isOneOf(names, table))) return [{ start: root.span.start, end }];
  const first = operatorsOf(pipe).find((operator) => addedBy(operator).some((table) => isOneOf(names, table)));
  return first === undefined ? [] : [{ start: first.span.start, end }];
}

/** The tables of a pipe: its source, and what its operators add. */
function tablesOf(pipe: Pipe): Expression[] {
  return [...sourcesOf(rootOf(pipe)), ...operatorsOf(pipe).flatMap(addedBy)];
}

function sourcesOf(root: Expression): Expression[] {
  return root.kind === 'operator-source' ? addedBy(root.operator) : [root];
}

function addedBy(operator: Operator): Expression[] {
  if (operator.kind === 'join' || operator.kind === 'lookup') return [rootOf(operator.right)];
  return operator.kind === 'union' ? operator.tables.map(rootOf) : [];
}

/** The operators of a pipe, in their order. */
function operatorsOf(pipe: Pipe): Operator[] {
  const operators: Operator[] = [];
  for (let at: Expression = pipe; at.kind === 'pipe'; at = at.source) operators.unshift(at.operator);
  return operators;
}

function rootOf(expression: Expression): Expression {
  let at = expression;
  while (at.kind === 'pipe') at = at.source;
  return at;
}
