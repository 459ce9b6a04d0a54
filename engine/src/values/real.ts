/** `real` values as text and back. */
import { shortestDigits } from './shortestDigits.ts';

/**
 * The text of a real as `tostring` gives it: the fewest digits that tell it apart, always a point or an exponent (`1.0`, `1e30`), `inf`,
 * `-inf`, `NaN` (kql-semantics 29).
 */
export function formatReal(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const { digits, exponent } = digitsOf(Math.abs(value));
  const sign = value < 0 ? '-' : '';
  if (exponent >= -6 && exponent <= 20) return sign + placed(digits, exponent);
  return `${sign}${digits[0]}${digits.length > 1 ? `.${digits.slice(1)}` : ''}e${exponent}`;
}

/** The digits and the exponent of the first. Up to 15 digits there is only one answer, which JavaScript gives faster. */
function digitsOf(value: number): { digits: string; exponent: number } {
  const [mantissa, exponentText] = value.toExponential().split('e');
  const digits = mantissa.replace('.', '');
  if (digits.length <= 15) return { digits, exponent: Number(exponentText) };
  const shortest = shortestDigits(value);
  return { digits: shortest.digits, exponent: shortest.exponent + shortest.digits.length - 1 };
}

/** Plain decimal notation of the digits `d.ddd` times ten to the `exponent`. */
function placed(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${whole}.${digits.slice(exponent + 1) || '0'}`;
}

/** Text as real (kql-semantics 27): `1e3`, `.5`, `5.`, `NaN`, `inf`; null for hexadecimal, thousands separators and anything else. */
export function parseReal(text: string): number | null {
  const trimmed = text.trim();
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed)) return Number(trimmed);
  const special = /^([+-]?)(?:([nN]a[nN])|([iI]nf|[iI]nfinity))$/.exec(trimmed);
  if (!special) return null;
  if (special[2]) return Number.NaN;
  return special[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}
