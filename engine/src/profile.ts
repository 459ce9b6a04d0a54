/** What a run did, operator by operator: for `explain`. */

import type { Execution } from './execute.ts';
import { children } from './plan/children.ts';
import type { PlanNode } from './plan/plan.ts';

/** One operator of the plan with what it took and gave. */
export interface ProfileStep {
  /** How deep below the result it stands: 0 for the operator that gives it. */
  readonly depth: number;
  /** What it does, in the words of the plan: `summarize by cIP: count`, `scan W3CIISLog`. */
  readonly text: string;
  readonly rows: number;
  /** The time of the operator itself, without those below it, in milliseconds. What is put off until somebody reads it counts for the reader. */
  readonly milliseconds: number;
  /** The columns of its result that the query reads, and how many there are. */
  readonly read: readonly string[];
  readonly columns: number;
  /** Its rows were computed for another place of the plan already. */
  readonly isShared: boolean;
}

/** Measures the operators of one run. */
export class Profiler {
  readonly #measured = new Map<PlanNode, { rows: number; milliseconds: number }>();
  /** The time of the operators below the one at hand, innermost last. */
  readonly #below: number[] = [];

  /** Does `execute`, the work of `node`, and keeps what it took. */
  measure<T extends { readonly rowCount: number }>(node: PlanNode, execute: () => T): T {
    const started = performance.now();
    this.#below.push(0);
    const result = execute();
    const elapsed = performance.now() - started;
    const below = this.#below.pop() ?? 0;
    const outer = this.#below.length - 1;
    if (outer >= 0) this.#below[outer] += elapsed;
    const known = this.#measured.get(node);
    this.#measured.set(node, { rows: result.rowCount, milliseconds: elapsed - below + (known?.milliseconds ?? 0) });
    return result;
  }

  /** The operators from the result down, each before what it reads. */
  steps(root: PlanNode, run: Execution): ProfileStep[] {
    const steps: ProfileStep[] = [];
    const shown = new Set<PlanNode>();
    const visit = (node: PlanNode, depth: number): void => {
      const measured = this.#measured.get(node);
      if (measured === undefined) return;
      const required = run.requiredOf(node);
      const isShared = shown.has(node);
      steps.push({
        depth,
        text: describe(node),
        rows: measured.rows,
        milliseconds: measured.milliseconds,
        read: node.columns.map((column) => column.name).filter((name) => required.has(name)),
        columns: node.columns.length,
        isShared,
      });
      shown.add(node);
      if (!isShared) for (const child of children(node)) visit(child, depth + 1);
    };
    visit(root, 0);
    return steps;
  }
}

function describe(node: PlanNode): string {
  switch (node.op) {
    case 'scan':
      return `scan ${node.table}`;
    case 'values':
      return 'rows of the query';
    case 'where':
      return `where (${node.conditions.length === 1 ? '1 condition' : `${node.conditions.length} conditions`})`;
    case 'summarize': {
      const keys = node.keys.map((key) => key.name).join(', ');
      return `summarize ${node.aggregates.length === 1 ? '1 aggregate' : `${node.aggregates.length} aggregates`}${keys === '' ? '' : ` by ${keys}`}`;
    }
    case 'sort':
      return `${node.count ? 'first rows' : 'sort'} by ${node.keys.length === 1 ? '1 key' : `${node.keys.length} keys`}`;
    case 'join':
      return `join kind=${node.kind}`;
    default:
      return node.op;
  }
}
