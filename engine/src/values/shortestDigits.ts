/**
 * The digits that the engine of Kusto writes for a real: those of Grisu2 (Florian Loitsch, 2010) as an early RapidJSON has it, which tell the
 * number apart but are not always the nearest such (`0.1 + 0.2` is `0.30000000000000007`).
 */
const mask64 = (1n << 64n) - 1n;

/** `significand * 2^exponent`. */
interface Floating {
  readonly significand: bigint;
  readonly exponent: number;
}

/** Significand and exponent of a positive finite number. */
function parts(value: number): Floating & { readonly isPower: boolean } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const biased = Number(bits >> 52n);
  const fraction = bits & 0xfffffffffffffn;
  if (biased === 0) return { significand: fraction, exponent: -1074, isPower: false };
  return { significand: fraction | (1n << 52n), exponent: biased - 1075, isPower: fraction === 0n };
}

function normalized({ significand, exponent }: Floating): Floating {
  const shift = 64 - significand.toString(2).length;
  return { significand: significand << BigInt(shift), exponent: exponent - shift };
}

function multiply(a: Floating, b: Floating): Floating {
  return { significand: (a.significand * b.significand + (1n << 63n)) >> 64n, exponent: a.exponent + b.exponent + 64 };
}

/** Ten to the `power`, rounded to 64 bits. */
function powerOfTen(power: number): Floating {
  const scale = 1300;
  const exact = power >= 0 ? (10n ** BigInt(power)) << BigInt(scale) : (1n << BigInt(scale + 1300)) / 10n ** BigInt(-power);
  const exponent = power >= 0 ? -scale : -scale - 1300;
  const surplus = exact.toString(2).length - 64;
  const rounded = (exact + (1n << BigInt(surplus - 1))) >> BigInt(surplus);
  return rounded > mask64
    ? { significand: rounded >> 1n, exponent: exponent + surplus + 1 }
    : { significand: rounded, exponent: exponent + surplus };
}

const powers = new Map<number, Floating>();

/** The power of ten, of every eighth, that brings a number with this exponent near 1. */
function scalingPower(exponent: number): { power: number; value: Floating } {
  const index = (Math.ceil((-61 - exponent) * 0.30102999566398114 + 347) >> 3) + 1;
  const power = -348 + index * 8;
  let value = powers.get(power);
  if (!value) {
    value = powerOfTen(power);
    powers.set(power, value);
  }
  return { power, value };
}

/** Digits `ddd` and exponent so that the number is `ddd * 10^exponent`. `value` is positive and finite. */
export function shortestDigits(value: number): { digits: string; exponent: number } {
  const { significand, exponent, isPower } = parts(value);
  const upper = normalized({ significand: (significand << 1n) + 1n, exponent: exponent - 1 });
  const below = isPower
    ? { significand: (significand << 2n) - 1n, exponent: exponent - 2 }
    : { significand: (significand << 1n) - 1n, exponent: exponent - 1 };
  const lower = { significand: below.significand << BigInt(below.exponent - upper.exponent), exponent: upper.exponent };
  const { power, value: scale } = scalingPower(upper.exponent);
  const center = multiply(normalized({ significand, exponent }), scale);
  const high = multiply(upper, scale);
  const highest = high.significand - 1n;
  const lowest = multiply(lower, scale).significand + 1n;
  const generated = generate(center.significand, highest, highest - lowest, BigInt(-high.exponent));
  return { digits: generated.digits.join(''), exponent: generated.exponent - power };
}

/** Digits of `highest` from the left until the rest lies within `delta`. */
function generate(center: bigint, highest: bigint, delta: bigint, shift: bigint): { digits: number[]; exponent: number } {
  const one = 1n << shift;
  const distance = highest - center;
  const whole = (highest >> shift).toString();
  const digits: number[] = [];
  let rest = highest;
  for (let position = 0; position < whole.length; position++) {
    const exponent = whole.length - 1 - position;
    const unit = (10n ** BigInt(exponent)) << shift;
    digits.push(Number(rest / unit));
    rest %= unit;
    if (rest <= delta) return { digits: roundedDown(digits, delta, rest, unit, distance), exponent };
  }
  let within = delta;
  for (let exponent = -1; ; exponent--) {
    rest *= 10n;
    within *= 10n;
    digits.push(Number(rest >> shift));
    rest &= one - 1n;
    // Beyond eight digits RapidJSON loses the distance, and with it the rounding.
    const scaled = exponent > -9 ? distance * 10n ** BigInt(-exponent) : 0n;
    if (rest < within) return { digits: roundedDown(digits, within, rest, one, scaled), exponent };
  }
}

/** Lowers the last digit while that brings the number nearer to the center. */
function roundedDown(digits: number[], delta: bigint, start: bigint, unit: bigint, distance: bigint): number[] {
  let rest = start;
  while (rest < distance && delta - rest >= unit && (rest + unit < distance || distance - rest > rest + unit - distance)) {
    digits[digits.length - 1]--;
    rest += unit;
  }
  return digits;
}
