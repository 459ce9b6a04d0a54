/** What the literate examples of series cannot show: long series, transforms of every length, cancellation, one computation for all columns. */
import { bindQuery } from '@rulesmith/kql';
import { describe, expect, it } from 'vitest';
import { fourier, inverseFourier } from '../src/functions/scalar/series/fourier.ts';
import { detectPeriods } from '../src/functions/scalar/series/periods.ts';
import { encodeRows, runQuery } from '../src/index.ts';
import { contextOf, emptyCatalog, failure } from './runKql.ts';

function rowsOf(kql: string) {
  const { table } = runQuery(bindQuery(kql, emptyCatalog), contextOf());
  return encodeRows(table, 0, table.rowCount);
}

describe('the Fourier transform', () => {
  for (const length of [1, 2, 3, 5, 8, 12, 17, 60, 64, 100]) {
    it(`equals the sums that define it, for ${length} points`, () => {
      const real = Float64Array.from({ length }, (_, t) => Math.sin(t * t) + t);
      const imaginary = Float64Array.from({ length }, (_, t) => Math.cos(3 * t));
      const result = fourier({ real, imaginary });
      for (let k = 0; k < length; k++) {
        let [re, im] = [0, 0];
        for (let t = 0; t < length; t++) {
          const angle = (-2 * Math.PI * k * t) / length;
          re += real[t] * Math.cos(angle) - imaginary[t] * Math.sin(angle);
          im += real[t] * Math.sin(angle) + imaginary[t] * Math.cos(angle);
        }
        expect(result.real[k]).toBeCloseTo(re, 8);
        expect(result.imaginary[k]).toBeCloseTo(im, 8);
      }
      const back = inverseFourier(result);
      expect(Math.max(...real.map((value, t) => Math.abs(value - back.real[t])))).toBeLessThan(1e-9);
      expect(Math.max(...imaginary.map((value, t) => Math.abs(value - back.imaginary[t])))).toBeLessThan(1e-9);
    });
  }
});

describe('detected periods', () => {
  it('are the day and the week of hourly data, not their multiples', () => {
    const values = Float64Array.from({ length: 24 * 7 * 6 }, (_, hour) => {
      const weekend = Math.floor(hour / 24) % 7 >= 5;
      return (weekend ? 4 : 10) + 8 * Math.sin((2 * Math.PI * hour) / 24);
    });
    const lags = detectPeriods(values).map((period) => period.lag);
    expect(lags.slice(0, 2).sort((a, b) => a - b)).toEqual([24, 168]);
    expect(lags).not.toContain(336);
    expect(lags).not.toContain(48);
  });

  it('are none in a straight line', () => {
    expect(detectPeriods(Float64Array.from({ length: 200 }, (_, position) => position))).toEqual([]);
  });
});

describe('long series', () => {
  const long = 'range x from 1 to 100000 step 1 | summarize y = make_list(iff(x % 24 < 8, 1.0, 5.0) + (x * 7919 % 101) / 100.0)';

  it('are decomposed and fitted', () => {
    const [[count, period, rsquare, fitted]] = rowsOf(
      `${long} | extend (flag, score) = series_decompose_anomalies(y), (period) = series_periods_detect(y, 0.0, 1000.0, 1), (rsquare) = series_fit_2lines(y), (r, c, v, rv, fit) = series_fit_poly(y, range(1, 100000, 1), 3) | project array_length(score), period, rsquare, array_length(fit)`,
    );
    expect([count, period, fitted]).toEqual([100_000, [24], 100_000]);
    expect(rsquare).toBeLessThan(0.01);
  }, 20_000);

  for (const [name, kql] of [
    ['fir', `${long} | project series_fir(y, y)`],
    ['iir', `${long} | project series_iir(y, y, y)`],
  ]) {
    it(`stop ${name} when cancelled`, () => {
      const start = performance.now();
      const cancellation = {
        get isCancelled() {
          return performance.now() - start > 400;
        },
      };
      expect(failure(kql, { cancellation }).code).toBe('cancelled');
      expect(performance.now() - start).toBeLessThan(5000);
    }, 20_000);
  }
});

describe('the columns of one function', () => {
  it('are computed once', () => {
    const questions = (columns: string): number => {
      let asked = 0;
      const cancellation = {
        get isCancelled() {
          asked++;
          return false;
        },
      };
      const kql = `range x from 1 to 2000 step 1 | extend y = pack_array(x, 1, 2) | extend ${columns} = series_fit_line(y) | project-away y`;
      runQuery(bindQuery(kql, emptyCatalog), contextOf({ cancellation })).table.columns.map((column) => column.force());
      return asked;
    };
    // The function asks in each row whether to go on.
    const one = questions('(a)');
    expect(one).toBeGreaterThan(2000);
    expect(questions('(a, b, c, d, e, f)')).toBeLessThan(one + 500);
  });
});
