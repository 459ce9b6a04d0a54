/** Calls of functions that the query or the workspace declares: their parameters bound, their body planned in place. */
import type { Call, Expression, Parameter, Query } from '@rulesmith/kql';
import { invalid, unsupported } from '../queryError.ts';
import { convertTo, planExpression } from './planExpression.ts';
import { planTable } from './planTable.ts';
import { planLet } from './planQuery.ts';
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
  return planBody(expansion.body, inner, plan, call);
}

function planBody<T>(body: Query, scope: Scope, plan: (node: Expression, scope: Scope) => T, call: Call): T {
  let inner = scope;
  for (const statement of body.statements) {
    if (statement.kind === 'let') inner = planLet(statement, inner);
    else if (statement.kind === 'expression-statement') return plan(statement.expression, inner);
    else throw unsupported(`\`${statement.kind}\` in a function`, statement.span);
  }
  throw invalid(`The function \`${call.name}\` returns nothing`, call.nameSpan);
}

function bindArguments(call: Call, parameters: readonly Parameter[], scope: Scope, home: Scope): [string, Binding][] {
  const named = new Map<string, Expression>();
  const positional: Expression[] = [];
  for (const argument of call.arguments) {
    const name = argument.kind === 'named' && argument.names.length === 1 ? argument.names[0].text : undefined;
    if (argument.kind === 'named' && name !== undefined && parameters.some((parameter) => parameter.name === name)) named.set(name, argument.value);
    else positional.push(argument);
  }
  return parameters.map((parameter, position) => {
    const argument = named.get(parameter.name) ?? positional[position];
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
