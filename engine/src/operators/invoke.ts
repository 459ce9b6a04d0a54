/** `invoke f(…)`: calls a function with the input as its first, tabular argument. */
import type { Operator } from '@rulesmith/kql';
import type { PlanNode } from '../plan/plan.ts';
import { bindUserFunction } from '../plan/planFunction.ts';
import { planTable } from '../plan/planTable.ts';
import type { Scope } from '../plan/scope.ts';
import { invalid, unsupported } from '../queryError.ts';
import { planFileProfile } from './fileProfile.ts';

const inputName = '$invoked';

export function planInvoke(operator: Extract<Operator, { kind: 'invoke' }>, input: PlanNode, scope: Scope): PlanNode {
  const call = operator.call;
  if (call.kind !== 'call') throw invalid('`invoke` needs the call of a function', call.span);
  const service = call.expansion ? undefined : scope.catalog.functions.get(call.name);
  if (service?.name === 'FileProfile') return planFileProfile(service, call, input, scope);
  if (!call.expansion) throw unsupported(`The function \`${call.name}\` (declare it in the workspace)`, call.nameSpan);
  const first = { kind: 'name', name: inputName, target: 'variable', span: operator.span, type: 'unknown', resultName: '' } as const;
  return bindUserFunction(
    { ...call, arguments: [first, ...call.arguments] },
    scope.with(inputName, { kind: 'table', plan: input }),
    planTable,
  );
}
