/** `evaluate`: a plugin makes a table of the input. The plugins are in `plugins/`. */
import type { Operator } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import { evaluate } from '../expressions/evaluate.ts';
import type { Expr } from '../plan/expr.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import type { Scope } from '../plan/scope.ts';
import type { PluginRun } from '../plugins/plugin.ts';
import { PluginCall } from '../plugins/pluginCall.ts';
import { findPlugin } from '../plugins/pluginRegistry.ts';
import { invalid, unsupported } from '../queryError.ts';
import type { Table } from '../table/table.ts';

export interface PluginNode extends NodeBase {
  readonly op: 'plugin';
  readonly input: PlanNode;
  readonly exprs: readonly Expr[];
  readonly others: readonly PlanNode[];
  readonly run: PluginRun;
}

export function planEvaluate(operator: Extract<Operator, { kind: 'evaluate' }>, input: PlanNode, scope: Scope): PluginNode {
  const { call } = operator;
  if (call.kind !== 'call') throw invalid('`evaluate` needs the call of a plugin', call.span);
  const plugin = findPlugin(call.name);
  if (plugin === undefined) throw unsupported(`The plugin \`${call.name}\``, call.nameSpan);
  const planned = plugin.plan(new PluginCall(call, plugin.parameters, input, scope, operator.schema));
  return {
    op: 'plugin',
    input: planned.input ?? input,
    exprs: planned.exprs ?? [],
    others: planned.others ?? [],
    run: planned.run,
    columns: planned.columns,
    serialized: planned.serialized ?? false,
    span: operator.span,
  };
}

export function executePlugin(node: PluginNode, run: Execution): Table {
  const input = run.table(node.input);
  const others = node.others.map((other) => run.table(other));
  const values = node.exprs.map((expr) => evaluate(expr, input, run));
  return run.refusing(node.span, () => node.run(input, values, others, run));
}
