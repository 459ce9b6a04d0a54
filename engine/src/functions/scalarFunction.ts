/** What a scalar function is: a record in its family's file under `scalar/`. */
import type { KqlType } from '@rulesmith/kql';
import type { Column, PhysicalColumn } from '../table/column.ts';
import type { Value } from '../values/value.ts';

/**
 * What a parameter takes: one type, or a group of them (the argument is then passed as it is, not converted). `text` takes any scalar and gets
 * it as `tostring` gives it: what the documentation calls forcibly cast to string.
 */
export type ParameterType = KqlType | 'any' | 'text' | 'number' | 'integer' | 'comparable';

/** Computes one value from the values of one row. Types as in `Value`, by the parameter types of the overload. */
// biome-ignore lint/suspicious/noExplicitAny: a kernel's parameters are as narrow as its overload's parameter types, which TypeScript cannot relate.
export type Kernel = (...values: any[]) => Value;

/** What a whole-column implementation may ask of its run. */
export interface KernelContext {
  readonly rowCount: number;
  /** The instant of `now()`. */
  readonly now: number | bigint;
  checkpoint(): void;
}

export interface ScalarOverload {
  readonly parameters: readonly ParameterType[];
  /** How many of the last parameters may be left out; the kernel then gets fewer arguments. */
  readonly optional?: number;
  /** Further arguments of this type, any number. */
  readonly rest?: ParameterType;
  /** The type of the result, given the types of the arguments. */
  readonly returns: KqlType | ((types: readonly KqlType[]) => KqlType);
  /** `propagate` (the default): a null argument makes the result null and the kernel is not called. `kernel`: it handles nulls. */
  readonly nulls?: 'propagate' | 'kernel';
  readonly kernel: Kernel;
  /**
   * Prepares the kernel for arguments that are constant in this query (compiles a regular expression, reads a unit): gets their values,
   * `undefined` for an argument that is not constant, and returns the kernel to use, still called with all arguments.
   * Throws a message for an argument that Kusto refuses.
   */
  readonly bind?: (constants: readonly (Value | undefined)[], types: readonly KqlType[]) => Kernel;
  /** Computes whole columns: for functions that look at other rows, and where a loop of its own is worth a benchmark. */
  readonly columns?: (args: readonly Column[], context: KernelContext, type: KqlType) => PhysicalColumn;
  /** The result of a row depends on other rows or on their order (`prev`, `row_number`); the input must be serialized. */
  readonly positional?: boolean;
  /** The result differs from call to call (`rand`, `new_guid`). */
  readonly volatile?: boolean;
}

export interface ScalarFunction {
  /** The name as KQL writes it; operators by their sign. */
  readonly name: string;
  /** Further names: deprecated ones that rules still use, and aliases. */
  readonly aliases?: readonly string[];
  readonly overloads: readonly ScalarOverload[];
}

/** A function with one overload, which most are. */
export function scalar(name: string, overload: ScalarOverload, ...aliases: string[]): ScalarFunction {
  return { name, aliases, overloads: [overload] };
}
