/** What may differ from the service is only run where somebody reads that it may. */
import { expect, it } from 'vitest';
import { failure, renderResult } from './runKql.ts';

for (const [name, kql] of [
  ['basket', 'print a = 1 | evaluate basket()'],
  ['autocluster', 'print a = 1 | evaluate autocluster()'],
  ['diffpatterns', "print side = 'A', a = 1 | evaluate diffpatterns(side, 'A', 'B')"],
  ['reduce', "print s = 'a' | reduce by s"],
] as const) {
  it(`refuses \`${name}\` where nobody reads notes`, () => {
    const error = failure(kql, {});
    expect(error.code).toBe('unsupported');
    expect(error.message).toContain(`\`${name}\``);
    expect(renderResult(kql)).toContain(`note: \`${name}\``);
  });
}
