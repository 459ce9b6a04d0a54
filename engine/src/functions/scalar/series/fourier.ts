/** The discrete Fourier transform in n log n for every length: radix 2 for powers of two, Bluestein's convolution for the others. */

export interface ComplexSeries {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

export function complexSeries(length: number): ComplexSeries {
  return { real: new Float64Array(length), imaginary: new Float64Array(length) };
}

/** The sums of `x[t] e^(-2πi k t / n)`, not scaled. */
export function fourier(input: ComplexSeries): ComplexSeries {
  const length = input.real.length;
  if (length < 2) return { real: input.real.slice(), imaginary: input.imaginary.slice() };
  return (length & (length - 1)) === 0 ? radixTwo(input) : bluestein(input);
}

/** The inverse of `fourier`: positive exponents, divided by the length. */
export function inverseFourier({ real, imaginary }: ComplexSeries): ComplexSeries {
  // Swapping the parts before and after the transform turns the sign of the exponent.
  const swapped = fourier({ real: imaginary, imaginary: real });
  const scale = (values: Float64Array): Float64Array => values.map((value) => value / values.length);
  return { real: scale(swapped.imaginary), imaginary: scale(swapped.real) };
}

function radixTwo(input: ComplexSeries): ComplexSeries {
  const length = input.real.length;
  const { real, imaginary } = bitReversed(input);
  const angle = (-2 * Math.PI) / length;
  const cosines = Float64Array.from({ length: length / 2 }, (_, step) => Math.cos(angle * step));
  const sines = Float64Array.from({ length: length / 2 }, (_, step) => Math.sin(angle * step));
  for (let size = 2; size <= length; size *= 2) {
    const half = size / 2;
    const stride = length / size;
    for (let start = 0; start < length; start += size) {
      for (let offset = 0; offset < half; offset++) {
        const low = start + offset;
        const high = low + half;
        const cosine = cosines[offset * stride];
        const sine = sines[offset * stride];
        const turnedReal = real[high] * cosine - imaginary[high] * sine;
        const turnedImaginary = real[high] * sine + imaginary[high] * cosine;
        real[high] = real[low] - turnedReal;
        imaginary[high] = imaginary[low] - turnedImaginary;
        real[low] += turnedReal;
        imaginary[low] += turnedImaginary;
      }
    }
  }
  return { real, imaginary };
}

function bitReversed(input: ComplexSeries): ComplexSeries {
  const length = input.real.length;
  const output = complexSeries(length);
  for (let position = 0, reversed = 0; position < length; position++) {
    output.real[reversed] = input.real[position];
    output.imaginary[reversed] = input.imaginary[position];
    let bit = length >> 1;
    while (reversed & bit) {
      reversed ^= bit;
      bit >>= 1;
    }
    reversed |= bit;
  }
  return output;
}

/** A transform of any length as a convolution with a chirp, `e^(πi t² / n)`. */
function bluestein(input: ComplexSeries): ComplexSeries {
  const length = input.real.length;
  let padded = 1;
  while (padded < 2 * length - 1) padded *= 2;
  const chirp = chirpOf(length);
  const a = multiply(input, conjugate(chirp), padded);
  const b = complexSeries(padded);
  for (let position = 0; position < length; position++) {
    for (const target of position === 0 ? [0] : [position, padded - position]) {
      b.real[target] = chirp.real[position];
      b.imaginary[target] = chirp.imaginary[position];
    }
  }
  const convolved = inverseFourier(multiply(radixTwo(a), radixTwo(b), padded));
  return multiply(
    { real: convolved.real.subarray(0, length), imaginary: convolved.imaginary.subarray(0, length) },
    conjugate(chirp),
    length,
  );
}

function chirpOf(length: number): ComplexSeries {
  const chirp = complexSeries(length);
  for (let position = 0; position < length; position++) {
    // The square is taken modulo a whole turn, so that the angle stays small and exact.
    const angle = (Math.PI * ((position * position) % (2 * length))) / length;
    chirp.real[position] = Math.cos(angle);
    chirp.imaginary[position] = Math.sin(angle);
  }
  return chirp;
}

function conjugate({ real, imaginary }: ComplexSeries): ComplexSeries {
  return { real, imaginary: imaginary.map((value) => -value) };
}

/** The products, with zeros behind them up to `length`. */
function multiply(a: ComplexSeries, b: ComplexSeries, length: number): ComplexSeries {
  const product = complexSeries(length);
  for (let position = 0; position < a.real.length; position++) {
    product.real[position] = a.real[position] * b.real[position] - a.imaginary[position] * b.imaginary[position];
    product.imaginary[position] = a.real[position] * b.imaginary[position] + a.imaginary[position] * b.real[position];
  }
  return product;
}
