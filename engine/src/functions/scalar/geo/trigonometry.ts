/**
 * Sine, cosine and arctangent rounded correctly (but for one case in millions), as the C library of Kusto's machines gives them. JavaScript's own
 * are wrong in the last digit of one value in ten or thirty, which would show in every coordinate that goes to the sphere and back.
 *
 * They are computed as sums of two doubles ("double-double", Dekker 1971), which is twice the precision of the result.
 */

/** The value `high + low`, where `low` is less than half a unit in the last place of `high`. */
interface Sum {
  readonly high: number;
  readonly low: number;
}

function quickSum(a: number, b: number): Sum {
  const high = a + b;
  return { high, low: b - (high - a) };
}

function sum(a: number, b: number): Sum {
  const high = a + b;
  const part = high - a;
  return { high, low: a - (high - part) + (b - part) };
}

/** 2^27 + 1 cuts a double into halves whose products are exact. */
const splitter = 134217729;

function product(a: number, b: number): Sum {
  const high = a * b;
  const [aLong, bLong] = [a * splitter, b * splitter];
  const [aHigh, bHigh] = [aLong - (aLong - a), bLong - (bLong - b)];
  const [aLow, bLow] = [a - aHigh, b - bHigh];
  return { high, low: aHigh * bHigh - high + aHigh * bLow + aLow * bHigh + aLow * bLow };
}

function add(a: Sum, b: Sum): Sum {
  const { high, low } = sum(a.high, b.high);
  return quickSum(high, low + a.low + b.low);
}

function multiply(a: Sum, b: Sum): Sum {
  const { high, low } = product(a.high, b.high);
  return quickSum(high, low + (a.high * b.low + a.low * b.high));
}

/** Pi / 2 as the sum of two doubles. */
const halfPi = [1.5707963267948966, 6.123233995736766e-17];

/** 1 / n! by n. */
const inverseFactorials = reciprocals(27);

function reciprocals(last: number): readonly Sum[] {
  const result: Sum[] = [];
  let value: Sum = { high: 1, low: 0 };
  for (let n = 1; n <= last; n++) {
    value = divide(value, n);
    result[n] = value;
  }
  return result;
}

function divide(a: Sum, b: number): Sum {
  const high = a.high / b;
  const back = product(high, b);
  return quickSum(high, (a.high - back.high - back.low + a.low) / b);
}

/** The terms of the Taylor series of one parity, of a square `square`, from the `first` power on; signs alternate. */
function series(square: Sum, first: number, last: number): Sum {
  let result = inverseFactorials[last];
  for (let n = last - 2; n >= first; n -= 2) {
    const term = multiply(result, square);
    result = add(inverseFactorials[n], { high: -term.high, low: -term.low });
  }
  return result;
}

interface SineAndCosine {
  readonly sine: Sum;
  readonly cosine: Sum;
}

function ofSmall(angle: Sum): SineAndCosine {
  const square = multiply(angle, angle);
  const sine = multiply(angle, series(square, 1, 27));
  const part = multiply(square, series(square, 2, 26));
  return { sine, cosine: add({ high: 1, low: 0 }, { high: -part.high, low: -part.low }) };
}

const stepsOfQuarter = 64;
const stepsOfTurn = 4 * stepsOfQuarter;
const step = halfPi.map((part) => part / stepsOfQuarter);

/** The sine and cosine of each step of a turn. */
const table: readonly SineAndCosine[] = Array.from({ length: stepsOfTurn }, (_, index) => ofStep(index));

function ofStep(index: number): SineAndCosine {
  const rest = index % stepsOfQuarter;
  const { sine, cosine } = ofSmall(add(product(rest, step[0]), product(rest, step[1])));
  const negative = ({ high, low }: Sum): Sum => ({ high: -high, low: -low });
  switch (Math.floor(index / stepsOfQuarter)) {
    case 0:
      return { sine, cosine };
    case 1:
      return { sine: cosine, cosine: negative(sine) };
    case 2:
      return { sine: negative(sine), cosine: negative(cosine) };
    default:
      return { sine: negative(cosine), cosine: sine };
  }
}

/**
 * Of an angle of up to some turns, by the addition theorems from the closest step. What is behind the first term of the series of the rest is so
 * small that plain doubles are precise enough for it.
 */
function sineAndCosine(angle: number): SineAndCosine {
  const steps = Math.round(angle / step[0]);
  const whole = product(steps, step[0]);
  const { high: r, low } = quickSum(angle - whole.high, -whole.low - steps * step[1]);
  const square = r * r;
  const sineRest = r * square * (-1 / 6 + square * (1 / 120 - square / 5040));
  const cosineRest = square * (-0.5 + square * (1 / 24 + square * (-1 / 720 + square / 40320)));
  const { sine, cosine } = table[((steps % stepsOfTurn) + stepsOfTurn) % stepsOfTurn];
  return {
    sine: combined(sine, cosine, { r, low, sineRest, cosineRest }),
    cosine: combined(cosine, { high: -sine.high, low: -sine.low }, { r, low, sineRest, cosineRest }),
  };
}

interface Rest {
  readonly r: number;
  readonly low: number;
  readonly sineRest: number;
  readonly cosineRest: number;
}

/** `a` cos(r) + `b` sin(r). */
function combined(a: Sum, b: Sum, { r, low, sineRest, cosineRest }: Rest): Sum {
  const linear = product(b.high, r);
  const { high, low: part } = sum(a.high, linear.high);
  return quickSum(high, part + (a.high * cosineRest + b.high * sineRest + (a.low + linear.low + b.high * low + b.low * r)));
}

/** The sine and the cosine of an angle in radians, of up to some turns. */
export function sinCos(angle: number): readonly [sine: number, cosine: number] {
  const { sine, cosine } = sineAndCosine(angle);
  return [sine.high, cosine.high];
}

/** The angle of the point (x, y) in radians, -pi to pi; signs of zeros as with `Math.atan2`. */
export function atan2(y: number, x: number): number {
  const angle = Math.atan2(y, x);
  const length = Math.sqrt(x * x + y * y);
  if (x === 0 || y === 0 || length === 0) return angle;
  // One step of Newton's method, with the precise sine of how far the angle is off.
  const { sine, cosine } = sineAndCosine(angle);
  const off = add(multiply({ high: y, low: 0 }, cosine), multiply({ high: -x, low: 0 }, sine));
  return angle + off.high / length;
}
