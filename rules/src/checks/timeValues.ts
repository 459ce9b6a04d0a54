/** What an expression of times is at the moment the rule runs, as far as it is constant: `ago(14d)`, `now() - 2 * lookback`. */
import { parseTimespan } from '@rulesmith/engine';
import type { Expression } from '@rulesmith/kql';

/** Times in 100 ns ticks. */
export type TimeValue =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'timespan'; readonly ticks: number }
  /** So long before `now()`; `isAligned` where it is rounded down from there to the start of a day or the like. */
  | { readonly kind: 'instant'; readonly ago: number; readonly isAligned: boolean }
  /** A date that is written out. */
  | { readonly kind: 'date' };

export type TimeScope = ReadonlyMap<string, TimeValue>;

const ticksPerDay = 864_000_000_000;
const partTicks: Readonly<Record<string, number>> = {
  week: 7 * ticksPerDay,
  day: ticksPerDay,
  hour: ticksPerDay / 24,
  minute: ticksPerDay / 1440,
  second: ticksPerDay / 86_400,
};

/** The value of `expression`; undefined where it is not constant or not about time. */
export function timeValue(expression: Expression | undefined, scope: TimeScope): TimeValue | undefined {
  switch (expression?.kind) {
    case 'literal':
      return literalValue(expression.literal);
    case 'name':
      return expression.call === undefined ? scope.get(expression.name) : timeValue(expression.call, scope);
    case 'named':
      return timeValue(expression.value, scope);
    case 'unary':
      return expression.operator === '-' ? scaled(timeValue(expression.operand, scope), -1) : timeValue(expression.operand, scope);
    case 'binary':
      return computed(expression.operator, timeValue(expression.left, scope), timeValue(expression.right, scope));
    case 'call':
      return called(expression.name, expression.arguments, scope);
    default:
      return undefined;
  }
}

type Literal = Extract<Expression, { readonly kind: 'literal' }>['literal'];

function literalValue(literal: Literal): TimeValue | undefined {
  if (literal.type === 'timespan') {
    const ticks = parseTimespan(literal.text.replace(/^\s*(?:timespan|time)\s*\(\s*|\s*\)\s*$/g, ''));
    return ticks === null ? undefined : { kind: 'timespan', ticks: Number(ticks) };
  }
  if (literal.type === 'datetime') return /\d{4}/.test(literal.text) ? { kind: 'date' } : undefined;
  if (literal.type !== 'int' && literal.type !== 'long' && literal.type !== 'real') return undefined;
  const value = Number(literal.text);
  return Number.isFinite(value) ? { kind: 'number', value } : undefined;
}

function scaled(value: TimeValue | undefined, factor: number): TimeValue | undefined {
  if (value?.kind === 'number') return { kind: 'number', value: value.value * factor };
  return value?.kind === 'timespan' ? { kind: 'timespan', ticks: value.ticks * factor } : undefined;
}

function computed(operator: string, left: TimeValue | undefined, right: TimeValue | undefined): TimeValue | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (operator === '*')
    return left.kind === 'number' ? scaled(right, left.value) : right.kind === 'number' ? scaled(left, right.value) : undefined;
  if (operator === '/') return right.kind === 'number' && right.value !== 0 ? scaled(left, 1 / right.value) : undefined;
  if (operator !== '+' && operator !== '-') return undefined;
  const sign = operator === '+' ? 1 : -1;
  if (left.kind === 'instant' && right.kind === 'timespan') return { ...left, ago: left.ago - sign * right.ticks };
  if (left.kind === 'timespan' && right.kind === 'instant' && sign === 1) return { ...right, ago: right.ago - left.ticks };
  if (left.kind === 'timespan' && right.kind === 'timespan') return { kind: 'timespan', ticks: left.ticks + sign * right.ticks };
  if (left.kind === 'number' && right.kind === 'number') return { kind: 'number', value: left.value + sign * right.value };
  return left.kind === 'date' && right.kind === 'timespan' ? left : undefined;
}

const aligning = new Set(['startofday', 'startofweek', 'startofmonth', 'startofyear', 'bin', 'floor']);
const passing = new Set(['todatetime', 'totimespan', 'tolong', 'toint', 'toscalar', 'materialize']);

function called(name: string, list: readonly Expression[], scope: TimeScope): TimeValue | undefined {
  const argument = (index: number) => timeValue(list[index], scope);
  if (name === 'now' || name === 'ago') return beforeNow(name, list.length, argument(0));
  if (name === 'datetime_add') return added(list, scope);
  if (passing.has(name)) return argument(0);
  const value = aligning.has(name) ? argument(0) : undefined;
  return value?.kind === 'instant' ? { ...value, isAligned: true } : undefined;
}

function beforeNow(name: 'now' | 'ago', count: number, offset: TimeValue | undefined): TimeValue | undefined {
  if (count === 0) return { kind: 'instant', ago: 0, isAligned: false };
  if (offset?.kind !== 'timespan') return undefined;
  return { kind: 'instant', ago: name === 'ago' ? offset.ticks : -offset.ticks, isAligned: false };
}

function added([part, amount, base]: readonly Expression[], scope: TimeScope): TimeValue | undefined {
  const unit = part?.kind === 'literal' && part.literal.type === 'string' ? partTicks[part.literal.value.toLowerCase()] : undefined;
  const count = timeValue(amount, scope);
  const from = timeValue(base, scope);
  if (unit === undefined || count?.kind !== 'number' || from?.kind !== 'instant') return undefined;
  return { ...from, ago: from.ago - count.value * unit };
}
