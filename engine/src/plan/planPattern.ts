/** Calls of declared patterns: `country("Canada").Alberta` stands for the table that the pattern gives for these texts. */
import type { Call, Expression, PatternMatch } from '@rulesmith/kql';
import { invalid, unsupported } from '../queryError.ts';
import type { PlanNode } from './plan.ts';
import { planExpression } from './planExpression.ts';
import { planBody } from './planFunction.ts';
import { planTable } from './planTable.ts';
import type { Scope } from './scope.ts';

/** The call of a declared pattern that `node` is, with or without a path behind it; undefined where it is none. */
export function patternCall(node: Expression, scope: Scope): { readonly call: Call; readonly path: Expression | undefined } | undefined {
  const call = node.kind === 'path' ? node.base : node;
  if (call.kind !== 'call' || scope.variable(call.name)?.kind !== 'pattern') return undefined;
  return { call, path: node.kind === 'path' ? node.member : undefined };
}

export function planPattern(call: Call, path: Expression | undefined, scope: Scope): PlanNode {
  const binding = scope.variable(call.name);
  if (binding?.kind !== 'pattern') throw invalid(`There is no pattern named \`${call.name}\``, call.nameSpan);
  const values = call.arguments.map((argument) => textOf(argument, scope));
  const match = binding.matches.find((each) => isSame(each, values, path && pathText(path, scope), binding.scope));
  if (match === undefined) throw invalid(`The pattern \`${call.name}\` is not declared for these arguments`, call.span);
  return planBody(match.body, binding.scope.deeper(), planTable, call.name, call.nameSpan);
}

function isSame(match: PatternMatch, values: readonly string[], path: string | undefined, scope: Scope): boolean {
  if ((match.path && textOf(match.path, scope)) !== path || match.values.length !== values.length) return false;
  return match.values.every((value, position) => textOf(value, scope) === values[position]);
}

/** A path may be written as a name, which stands for itself. */
function pathText(node: Expression, scope: Scope): string {
  return node.kind === 'name' ? node.name : textOf(node, scope);
}

function textOf(node: Expression, scope: Scope): string {
  const expr = planExpression(node, scope.withRow(undefined));
  if (expr.kind !== 'constant' || expr.type !== 'string') throw unsupported('A pattern with what is not a constant text', node.span);
  return expr.value as string;
}
