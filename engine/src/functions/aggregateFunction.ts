/** What an aggregate function is: a record in its family's file under `aggregate/`. */
import type { KqlType } from '@rulesmith/kql';
import type { Column, PhysicalColumn } from '../table/column.ts';
import type { Value } from '../values/value.ts';
import type { ParameterType } from './scalarFunction.ts';

/** The rows that an aggregate is computed over. */
export interface Grouping {
  /** The group of each row. */
  readonly groupOf: Int32Array;
  readonly groupCount: number;
  readonly rowCount: number;
  checkpoint(): void;
}

export interface AggregateOverload {
  readonly parameters: readonly ParameterType[];
  readonly optional?: number;
  readonly rest?: ParameterType;
  readonly returns: KqlType | ((types: readonly KqlType[]) => KqlType);
  /** Its values are for other functions only: a query that returns one is refused (`sketch.ts`). */
  readonly isOpaque?: boolean;
  /**
   * One value a group. `args` are columns of the rows; `constants` the values of the arguments that are constant in the query, undefined for
   * the others. A group may have no row (summarize without `by` over nothing): the result is then the aggregate's neutral value.
   */
  readonly compute: (
    args: readonly PhysicalColumn[],
    grouping: Grouping,
    constants: readonly (Value | undefined)[],
    type: KqlType,
  ) => Column;
}

export interface AggregateFunction {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly overloads: readonly AggregateOverload[];
}

export function aggregate(name: string, overload: AggregateOverload, ...aliases: string[]): AggregateFunction {
  return { name, aliases, overloads: [overload] };
}
