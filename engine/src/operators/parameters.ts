import type { Expression, Operator } from '@rulesmith/kql';

/** The value of parameter `name` of an operator (`kind=inner`); undefined where it is not given. */
export function parameterValue(operator: Operator, name: string): Expression | undefined {
  return operator.parameters.find((item) => item.name === name)?.value;
}

/** The parameter as a word or text; undefined where it is not given or is neither. */
export function parameterText(operator: Operator, name: string): string | undefined {
  const value = parameterValue(operator, name);
  if (value?.kind === 'name') return value.name;
  return value?.kind === 'literal' && value.literal.type === 'string' ? value.literal.value : undefined;
}
