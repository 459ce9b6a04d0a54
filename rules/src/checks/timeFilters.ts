/** How a query narrows TimeGenerated: every comparison of it with a time, followed through `let` and the functions of the query. */
import type { Expression, Query, Span } from '@rulesmith/kql';
import type { CheckedQuery } from './check.ts';
import { childNodes, type SyntaxNode } from './syntaxNodes.ts';
import { type TimeScope, type TimeValue, timeValue } from './timeValues.ts';

export interface TimeBound {
  /** `from`: rows must not be older; `to`: they must not be newer. */
  readonly side: 'from' | 'to';
  readonly value: TimeValue;
  /** The expression it is compared with, in the query. */
  readonly span: Span;
  /** Every row must satisfy it: it is not one of several alternatives, nor a value that is computed. */
  readonly isRequired: boolean;
}

/** The bounds in the order of the text; one in a function that is called several times with different times counts for each. */
export function timeBounds({ bound }: CheckedQuery): TimeBound[] {
  const bounds: TimeBound[] = [];
  visitQuery(bound.syntax, new Map(), (found) => bounds.push(found));
  return bounds;
}

type Report = (bound: TimeBound) => void;

function visitQuery(query: Query, outer: TimeScope, report: Report): void {
  const scope = new Map(outer);
  for (const statement of query.statements) {
    if (statement.kind === 'let') {
      // The body of a function is looked at where it is called, with what it is called with.
      if (statement.value.kind === 'function') continue;
      const value = timeValue(statement.value, scope);
      if (value === undefined) scope.delete(statement.name);
      else scope.set(statement.name, value);
    }
    visit(statement, scope, report);
  }
}

function visit(node: SyntaxNode, scope: TimeScope, report: Report): void {
  if (node.kind === 'where') visitCondition(node.condition, { scope, report, isRequired: true });
  if (node.kind === 'make-series' && isTimeGenerated(node.on)) {
    reportBound('from', node.from, { scope, report, isRequired: false });
  }
  if (node.kind === 'call' && node.expansion !== undefined) visitExpansion(node, scope, report);
  for (const child of childNodes(node)) visit(child, scope, report);
}

type CallNode = Extract<Expression, { readonly kind: 'call' }>;

function visitExpansion({ expansion, arguments: values }: CallNode, scope: TimeScope, report: Report): void {
  if (expansion === undefined) return;
  const inner = new Map(scope);
  expansion.parameters.forEach((parameter, index) => {
    const named = values.find((value) => value.kind === 'named' && value.names.some(({ text }) => text === parameter.name));
    const value = timeValue(named ?? values[index] ?? parameter.defaultValue, scope);
    if (value === undefined) inner.delete(parameter.name);
    else inner.set(parameter.name, value);
  });
  visitQuery(expansion.body, inner, report);
}

interface Condition {
  readonly scope: TimeScope;
  readonly report: Report;
  readonly isRequired: boolean;
}

function visitCondition(condition: Expression, context: Condition): void {
  if (condition.kind === 'binary' && (condition.operator === 'and' || condition.operator === 'or')) {
    const inner = { ...context, isRequired: context.isRequired && condition.operator === 'and' };
    visitCondition(condition.left, inner);
    visitCondition(condition.right, inner);
  } else if (condition.kind === 'between') {
    if (condition.negated || !isTimeGenerated(condition.value)) return;
    const to = timeValue(condition.from, context.scope);
    reportBound('from', condition.from, context);
    reportBound('to', condition.to, context, to);
  } else if (condition.kind === 'binary') {
    visitComparison(condition, context);
  }
}

function visitComparison({ operator, left, right }: Extract<Expression, { readonly kind: 'binary' }>, context: Condition): void {
  const isGreater = operator === '>' || operator === '>=';
  if (!isGreater && operator !== '<' && operator !== '<=') return;
  if (isTimeGenerated(left)) reportBound(isGreater ? 'from' : 'to', right, context);
  else if (isTimeGenerated(right)) reportBound(isGreater ? 'to' : 'from', left, context);
}

/** `start` is the begin of a range, from which a timespan as its end counts. */
function reportBound(side: TimeBound['side'], expression: Expression | undefined, context: Condition, start?: TimeValue): void {
  if (expression === undefined) return;
  const written = timeValue(expression, context.scope);
  const value =
    written?.kind === 'timespan' && start?.kind === 'instant' ? ({ ...start, ago: start.ago - written.ticks } as const) : written;
  if (value !== undefined) context.report({ side, value, span: expression.span, isRequired: context.isRequired });
}

function isTimeGenerated(expression: Expression): boolean {
  return expression.kind === 'name' && expression.name === 'TimeGenerated';
}
