/**
 * `series_fft` and `series_ifft`: the real and the imaginary parts as two columns. The forward transform is not scaled, the inverse divides by
 * the length, so that each undoes the other.
 */
import { unsupported } from '../../../queryError.ts';
import type { Dynamic } from '../../../values/dynamic.ts';
import type { ScalarFunction } from '../../scalarFunction.ts';
import { type ComplexSeries, fourier, inverseFourier } from './fourier.ts';
import { finiteSeries, reals, seriesFunction } from './seriesValues.ts';

function transform(name: string, compute: (input: ComplexSeries) => ComplexSeries): ScalarFunction {
  return seriesFunction(
    name,
    { parameters: ['dynamic', 'dynamic'], optional: 1, returns: 'dynamic' },
    (_checkpoint, items: Dynamic, imaginaryItems?: Dynamic) => {
      if (!Array.isArray(items) || (imaginaryItems !== undefined && !Array.isArray(imaginaryItems))) return null;
      const real = finiteSeries(items, name);
      const imaginary = imaginaryItems ? finiteSeries(imaginaryItems, name) : new Float64Array(real.length);
      if (real.length !== imaginary.length) throw unsupported(`\`${name}\` of parts that differ in length`);
      const result = compute({ real, imaginary });
      return [reals(result.real), reals(result.imaginary)];
    },
  );
}

export const transforms: readonly ScalarFunction[] = [transform('series_fft', fourier), transform('series_ifft', inverseFourier)];
