import { describe, expect, it } from 'vitest';
import { failure, renderResult } from './runKql.ts';

const million = 'range x from 1 to 1000000 step 1 | extend k = 1';

describe('limits', () => {
  it('ends a cross join of a million by a million before it allocates', () => {
    const error = failure(`let t = ${million}; t | join kind=inner t on k | count`, {});
    expect(error.code).toBe('limit');
    expect(error.message).toContain('`join`');
    expect(error.span).toBeDefined();
  });

  it('names the operator that makes too many rows', () => {
    expect(failure('range x from 1 to 5000 step 1', { limits: { intermediateRows: 1000 } }).message).toContain('`range`');
    expect(failure('print d = range(1, 100) | mv-expand d', { limits: { intermediateRows: 50 } }).message).toContain('`mv-expand`');
  });

  it('refuses a result of more than 500,000 rows, as Kusto does', () => {
    expect(failure(million, {}).message).toContain('500,000');
  });

  it('refuses a result of more than 64 MiB, as Kusto does, unless the query lifts the limit', () => {
    const large = 'range x from 1 to 1000 step 1 | extend s = strrep(strrep("0123456789", 1000), 10)';
    expect(failure(large, {}).message).toContain('64 MiB');
    expect(failure('range x from 1 to 3000 step 1 | extend d = pack("k", strrep(strrep("x", 1000), 30))', {}).code).toBe('limit');
    expect(failure('range x from 1 to 700000 step 1 | summarize d = make_list(strcat(x, strrep("x", 200)))', {}).message).toContain(
      '64 MiB',
    );
    expect(renderResult(`set notruncation; ${large}`).split('\n')).toHaveLength(1001);
  });

  it('stops at the memory limit', () => {
    const error = failure(`${million} | extend s = strcat(x, "-") | summarize count() by s`, {
      limits: { memoryBytes: 1 },
      memoryUsed: () => 2,
    });
    expect(error.code).toBe('limit');
    expect(error.message).toContain('memory');
  });

  it('stops at the time limit', () => {
    expect(
      failure(`${million} | extend s = strcat(x, "-", x) | summarize count() by s`, { limits: { milliseconds: 1 } }).message,
    ).toContain('longer than');
  });
});

describe('cancelling', () => {
  for (const kql of [
    `${million} | extend s = tostring(x % 77777) | sort by s asc, x desc | take 1`,
    `${million} | where tostring(x) matches regex "9+8+7+"`,
    `${million} | extend p = strcat("a=", x) | parse p with "a=" n:long | summarize sum(n)`,
    `${million} | summarize make_list(x) by g = x % 3`,
    `${million} | extend s = strcat(x * 7919 % 1000003, "-") | sort by s asc | take 1`,
  ]) {
    it(`stops at once: ${kql.slice(50)}`, () => {
      const start = performance.now();
      const cancelAt = start + 30;
      const token = {
        get isCancelled() {
          return performance.now() > cancelAt;
        },
      };
      expect(failure(kql, { cancellation: token }).code).toBe('cancelled');
      expect(performance.now() - cancelAt).toBeLessThan(250);
    });
  }
});
