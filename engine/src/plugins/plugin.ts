/** What a plugin of `evaluate` is: how its call is planned, and how it makes its rows. */
import type { ColumnSchema } from '@rulesmith/kql';
import type { Execution } from '../execute.ts';
import type { Expr } from '../plan/expr.ts';
import type { PlanNode } from '../plan/plan.ts';
import type { PhysicalColumn } from '../table/column.ts';
import type { Table } from '../table/table.ts';
import type { PluginCall } from './pluginCall.ts';

/** Makes the plugin's rows. `values` holds a column for each of `PlannedPlugin.exprs`, `others` a table for each of its tables. */
export type PluginRun = (input: Table, values: readonly PhysicalColumn[], others: readonly Table[], run: Execution) => Table;

export interface PlannedPlugin {
  /** The columns of the result. */
  readonly columns: readonly ColumnSchema[];
  /** What is read instead of the call's input, where planning has made something of it. */
  readonly input?: PlanNode;
  /** Expressions over the rows of the input. */
  readonly exprs?: readonly Expr[];
  /** Further tables that are read. */
  readonly others?: readonly PlanNode[];
  /** The rows come in an order that means something. */
  readonly serialized?: boolean;
  readonly run: PluginRun;
}

export interface Plugin {
  readonly name: string;
  /**
   * The names of its parameters in their order, by which arguments may be given too; one that ends with `…` takes all that follow, one that
   * ends with `=…` also such as have names of their own.
   */
  readonly parameters: readonly string[];
  plan(call: PluginCall): PlannedPlugin;
}

/** A plugin that gives several results, and therefore must be the last operator of a query. */
export interface BranchingPlugin {
  readonly name: string;
  readonly parameters: readonly string[];
  branches(call: PluginCall): readonly [PlanNode, ...PlanNode[]];
}
