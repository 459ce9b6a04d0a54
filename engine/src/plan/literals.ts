/** The values of literals. */
import type { Expression, Literal, Span } from '@rulesmith/kql';
import { parseGuid, toDynamic } from '../functions/conversions.ts';
import { invalid } from '../queryError.ts';
import { parseDecimal } from '../values/decimal.ts';
import type { Dynamic, DynamicBag } from '../values/dynamic.ts';
import { parseLong } from '../values/long.ts';
import { parseInstant } from '../values/parseInstant.ts';
import { parseJson } from '../values/parseJson.ts';
import { parseReal } from '../values/real.ts';
import { parseTimespan } from '../values/timespan.ts';
import type { Value } from '../values/value.ts';

export function literalValue(literal: Literal, span: Span): Value {
  if (literal.type === 'string' || literal.type === 'bool') return literal.value;
  const inner = /^[a-z0-9]+\s*\(\s*([\s\S]*?)\s*\)$/i.exec(literal.text)?.[1] ?? literal.text;
  const unquoted = inner.replace(/^(["'])([\s\S]*)\1$/, '$2');
  const text = literal.type === 'datetime' ? unquoted.replace(/\s*-\s*/g, '-') : unquoted;
  if (text === 'null' || text === '') return null;
  const value = parsers[literal.type](text);
  if (value === null) throw invalid(`\`${literal.text}\` is not a ${literal.type}`, span);
  return value;
}

const parsers: Readonly<Record<Exclude<Literal['type'], 'string' | 'bool'>, (text: string) => Value>> = {
  int: (text) => {
    const value = negatable(text);
    return typeof value === 'number' && value >= -2147483648 && value <= 2147483647 ? value : null;
  },
  long: (text) => negatable(text),
  real: parseReal,
  decimal: parseDecimal,
  datetime: (text) => parseInstant(text),
  timespan: (text) => parseTimespan(text),
  guid: parseGuid,
};

/** Whole numbers in literals may have a sign before hexadecimal digits too. */
function negatable(text: string): Value {
  return parseLong(text);
}

/** The value inside `dynamic(…)`. */
export function dynamicLiteralValue(node: Expression): Dynamic {
  switch (node.kind) {
    case 'json-array':
      return node.items.map(dynamicLiteralValue);
    case 'json-object': {
      const bag: DynamicBag = new Map();
      for (const pair of node.pairs) bag.set(pair.name, dynamicLiteralValue(pair.value));
      return bag;
    }
    case 'literal':
      return literalAsDynamic(node.literal, node.span);
    case 'unary': {
      const { operand } = node;
      const text = operand.kind === 'literal' && 'text' in operand.literal ? operand.literal.text : undefined;
      const value = text === undefined ? undefined : parseJson(`${node.operator === '-' ? '-' : ''}${text}`);
      if (value === undefined) throw invalid('A sign needs a number', node.span);
      return value;
    }
    case 'dynamic':
      return dynamicLiteralValue(node.value);
    default:
      throw invalid('`dynamic(…)` takes a JSON literal', node.span);
  }
}

function literalAsDynamic(literal: Literal, span: Span): Dynamic {
  if (literal.type === 'string') return literal.value;
  if (literal.type === 'bool') return literal.value;
  const json = literal.type === 'long' || literal.type === 'real' ? parseJson(literal.text) : undefined;
  if (json !== undefined) return json;
  return toDynamic(literalValue(literal, span), literal.type);
}
