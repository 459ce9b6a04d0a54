/** Short ways to write signatures. */
import type { Parameter, Signature } from '../tree.ts';
import type { Type, Value } from '../values.ts';

/** A parameter that takes one of these constants. */
export function constants(type: Type, oneOf: readonly Value[]): Parameter {
  return { type, oneOf };
}

export function infix(
  name: string,
  parameters: readonly Parameter[],
  returns: Type,
  apply: Signature['apply'],
  takesNull?: true,
): Signature {
  return { name, parameters, returns, apply, takesNull, render: ([a, b]) => `(${a} ${name} ${b})` };
}
