/** `evaluate`: a plugin makes a table of the input. The plugins are in `plugins/`. */
import type { Call, Operator } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import { evaluate } from '../expressions/evaluate.ts';
import type { Expr } from '../plan/expr.ts';
import type { NodeBase, PlanNode } from '../plan/plan.ts';
import type { Scope } from '../plan/scope.ts';
import type { PluginRun } from '../plugins/plugin.ts';
import { PluginCall } from '../plugins/pluginCall.ts';
import { findBranchingPlugin, findPlugin } from '../plugins/pluginRegistry.ts';
import { refusedPlugins } from '../plugins/refusedPlugins.ts';
import { invalid, QueryError, unsupported } from '../queryError.ts';
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
  if (plugin === undefined) throw refusal(call);
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

/** The results of a plugin that gives several; undefined for any other operator. */
export function planPluginBranches(operator: Operator, input: PlanNode, scope: Scope): readonly [PlanNode, ...PlanNode[]] | undefined {
  if (operator.kind !== 'evaluate' || operator.call.kind !== 'call') return undefined;
  const plugin = findBranchingPlugin(operator.call.name);
  return plugin?.branches(new PluginCall(operator.call, plugin.parameters, input, scope, operator.schema));
}

function refusal({ name, nameSpan }: Call): QueryError {
  if (findBranchingPlugin(name)) return invalid(`\`${name}\` gives several results: it must be the last operator of the query`, nameSpan);
  const reason = refusedPlugins[name];
  return reason === undefined
    ? unsupported(`The plugin \`${name}\``, nameSpan)
    : new QueryError('unsupported', `The plugin \`${name}\` is not supported: it ${reason}`, nameSpan);
}

export function executePlugin(node: PluginNode, run: Execution): Table {
  const input = run.table(node.input);
  const others = node.others.map((other) => run.table(other));
  const values = node.exprs.map((expr) => evaluate(expr, input, run));
  return run.refusing(node.span, () => node.run(input, values, others, run));
}
