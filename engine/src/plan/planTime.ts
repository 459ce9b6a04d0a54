/** What planning may compute: constants, and tables on whose rows the columns of an operator depend (`evaluate pivot(…)`). */
import type { Span } from '@rulesmith/kql';
import type { QueryContext, TableSource } from '../context.ts';
import { Execution } from '../execute.ts';
import { evaluateConstant } from '../expressions/evaluate.ts';
import { unsupported } from '../queryError.ts';
import type { Table } from '../table/table.ts';
import type { Value } from '../values/value.ts';
import { dependsOnContext } from './children.ts';
import type { Expr } from './expr.ts';
import { expressionNode } from './expressionNode.ts';
import type { PlanNode } from './plan.ts';

export class PlanTime {
  readonly #context: QueryContext;

  constructor(context: QueryContext) {
    this.#context = context;
  }

  /** Where rows that are known while planning come from. */
  get sources(): TableSource {
    return this.#context.tables;
  }

  /** How long after TimeGenerated an event is ingested, in ticks. */
  get ingestionDelay(): bigint {
    return this.#context.ingestionDelay ?? 0n;
  }

  /** Tells the host what is taken for granted; false where it does not want to know. */
  assume(note: string): boolean {
    this.#context.assume?.(note);
    return this.#context.assume !== undefined;
  }

  /** The rows of `plan`. Throws a `QueryError` where they depend on a row of an operator around it, naming `what` needs them. */
  table(plan: PlanNode, what: string, span: Span): Table {
    if (dependsOnContext(plan)) throw unsupported(`${what} in the subquery of another operator`, span);
    return new Execution(this.#context, plan).table(plan);
  }

  /** The value of an expression that reads no column. */
  constant(expr: Expr, what: string, span: Span): Value {
    if (expr.kind === 'constant') return expr.value;
    const node = expressionNode(expr, span);
    if (dependsOnContext(node)) throw unsupported(`${what} with an argument that depends on a row`, span);
    return evaluateConstant(expr, new Execution(this.#context, node));
  }
}
