/** Calls of functions that the query or the workspace declares: their parameters bound, their body planned in place. */
import type { Call, Expression, Parameter, Query, Span } from '@rulesmith/kql';
import { invalid, unsupported } from '../queryError.ts';
import { convertTo, planExpression } from './planExpression.ts';
import { planLet } from './planQuery.ts';
import { planTable } from './planTable.ts';
import type { Binding, Scope } from './scope.ts';

/** Functions that call each other deeper than this are taken for a loop, which KQL does not allow. */
const maxDepth = 64;

/** Plans the body of the function that `call` calls; `plan` makes the result out of the body's last expression. */
export function bindUserFunction<T>(call: Call, scope: Scope, plan: (node: Expression, scope: Scope) => T): T {
  const expansion = call.expansion;
  if (!expansion) throw unsupported(`The function \`${call.name}\``, call.nameSpan);
  if (scope.depth > maxDepth) throw invalid(`\`${call.name}\` calls itself`, call.nameSpan);
  const binding = scope.variable(call.name);
  const home = binding?.kind === 'function' ? binding.scope : scope;
  let inner = home.deeper();
  for (const [name, value] of bindArguments(call, expansion.parameters, scope, inner)) inner = inner.with(name, value);
  return planBody(expansion.body, inner, plan, call.name, call.nameSpan);
}

/** The result of a function without parameters that is named without being called, as `let` views are. */
export function planBareFunction<T>(
  name: string,
  binding: Extract<Binding, { kind: 'function' }>,
  span: Span,
  plan: (node: Expression, scope: Scope) => T,
): T {
  if (binding.scope.depth > maxDepth) throw invalid(`\`${name}\` calls itself`, span);
  return planBody(binding.body, binding.scope.deeper(), plan, name, span);
}

/** Plans the statements of a body; `plan` makes the result out of its last expression. */
export function planBody<T>(body: Query, scope: Scope, plan: (node: Expression, scope: Scope) => T, name: string, span: Span): T {
  let inner = scope;
  for (const statement of body.statements) {
    if (statement.kind === 'let') inner = planLet(statement, inner);
    else if (statement.kind === 'expression-statement') return plan(statement.expression, inner);
    else throw unsupported(`\`${statement.kind}\` in a function`, statement.span);
  }
  throw invalid(`The function \`${name}\` returns nothing`, span);
}

function bindArguments(call: Call, parameters: readonly Parameter[], scope: Scope, home: Scope): [string, Binding][] {
  const named = new Map<string, Expression>();
  const positional: Expression[] = [];
  for (const argument of call.arguments) {
    const name = argument.kind === 'named' && argument.names.length === 1 ? argument.names[0].text : undefined;
    if (argument.kind === 'named' && name !== undefined && parameters.some((parameter) => parameter.name === name))
      named.set(name, argument.value);
    else positional.push(argument);
  }
  return parameters.map((parameter) => {
    const argument = named.get(parameter.name) ?? positional.shift();
    if (argument) return [parameter.name, bindArgument(parameter, argument, scope)];
    if (!parameter.defaultValue) throw invalid(`\`${call.name}\` needs an argument for \`${parameter.name}\``, call.span);
    return [parameter.name, bindArgument(parameter, parameter.defaultValue, home)];
  });
}

function bindArgument(parameter: Parameter, argument: Expression, scope: Scope): Binding {
  if (parameter.type === 'table') return { kind: 'table', plan: planTable(argument, scope) };
  const expr = planExpression(argument, scope);
  return { kind: 'scalar', expr: parameter.type === 'unknown' ? expr : convertTo(expr, parameter.type, argument.span) };
}
