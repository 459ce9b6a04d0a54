/** Chooses the overload of a function for the types of its arguments. */
import type { KqlType } from '@rulesmith/kql';
import type { ParameterType, ScalarOverload } from './scalarFunction.ts';

const numberTypes: ReadonlySet<KqlType> = new Set<KqlType>(['int', 'long', 'real', 'decimal']);

/** The overload that fits best and the type that each argument must be converted to; undefined where none fits. */
export function resolveOverload<T extends Pick<ScalarOverload, 'parameters' | 'optional' | 'rest'>>(
  overloads: readonly T[],
  types: readonly KqlType[],
): { overload: T; conversions: readonly KqlType[] } | undefined {
  let best: { overload: T; conversions: readonly KqlType[]; cost: number } | undefined;
  for (const overload of overloads) {
    const fit = fits(overload, types);
    if (fit && (!best || fit.cost < best.cost)) best = { overload, ...fit };
  }
  return best;
}

function fits(overload: Pick<ScalarOverload, 'parameters' | 'optional' | 'rest'>, types: readonly KqlType[]) {
  const { parameters, optional = 0, rest } = overload;
  if (types.length < parameters.length - optional) return undefined;
  if (types.length > parameters.length && !rest) return undefined;
  let cost = 0;
  const conversions: KqlType[] = [];
  for (let position = 0; position < types.length; position++) {
    const parameter = parameters[position] ?? (rest as ParameterType);
    const step = conversionCost(types[position], parameter);
    if (step === undefined) return undefined;
    cost += step;
    conversions.push(targetType(types[position], parameter));
  }
  return { cost, conversions };
}

function targetType(type: KqlType, parameter: ParameterType): KqlType {
  switch (parameter) {
    case 'any':
    case 'comparable':
      return type;
    case 'text':
      return 'string';
    case 'number':
      return numberTypes.has(type) ? type : 'real';
    case 'integer':
      return type === 'int' ? 'int' : 'long';
    default:
      return parameter;
  }
}

const widening: Readonly<Partial<Record<KqlType, readonly KqlType[]>>> = {
  int: ['long', 'real', 'decimal'],
  long: ['real', 'decimal'],
  real: ['decimal'],
};

/** 0 for the same type, more the further the conversion goes; undefined where Kusto does not convert by itself. */
function conversionCost(type: KqlType, parameter: ParameterType): number | undefined {
  if (type === parameter) return 0;
  switch (parameter) {
    case 'any':
      return 20;
    case 'text':
      return type === 'string' ? 0 : 24;
    case 'comparable':
      return type === 'dynamic' ? 30 : 20;
    case 'number':
      return numberTypes.has(type) ? 1 : type === 'dynamic' ? 12 : undefined;
    case 'integer':
      return type === 'int' || type === 'long' ? 1 : type === 'dynamic' ? 12 : undefined;
    case 'dynamic':
      return type === 'string' ? 16 : 18;
    default: {
      const step = widening[type]?.indexOf(parameter) ?? -1;
      if (step >= 0) return step + 1;
      return type === 'dynamic' ? (parameter === 'string' ? 10 : 11) : undefined;
    }
  }
}
