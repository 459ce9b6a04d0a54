/** `decimal` values: 34 significant digits, base 10. */
import { Decimal as DecimalJs } from 'decimal.js';

/** decimal.js with Kusto's precision; a clone, so that another user of the library keeps its own settings. */
export const Decimal = DecimalJs.clone({ precision: 34, rounding: DecimalJs.ROUND_HALF_UP, toExpNeg: -40, toExpPos: 40 });

export type DecimalValue = DecimalJs;

/** Text as decimal; null where it is none. */
export function parseDecimal(text: string): DecimalValue | null {
  const trimmed = text.trim();
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed)) return null;
  return new Decimal(trimmed);
}

export function formatDecimal(value: DecimalValue): string {
  return value.toString();
}
