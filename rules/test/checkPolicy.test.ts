import { describe, expect, it, test } from 'vitest';
import { CheckPolicy, readBaseline, withoutAccepted } from '../src/checkPolicy.ts';

describe('checks that are switched off', () => {
  test.each<[entry: string, path: string, off: boolean]>([
    ['NAME002', 'a.yaml', true],
    ['NAME002:*.yaml', 'a.yaml', true],
    ['NAME002:*.yaml', 'b/a.yaml', false],
    ['NAME002:**/*.yaml', 'b/c/a.yaml', true],
    ['NAME002:legacy/**', 'legacy/x/a.yaml', true],
    ['NAME002:legacy/**', 'new/legacy.yaml', false],
    ['NAME002: {old,older}/*.y?ml ', 'older/a.yaml', true],
    ['NAME002:[ab].yaml', 'c.yaml', false],
    ['*:vendor/**', 'vendor/a.yaml', true],
    ['ENT001', 'a.yaml', false],
  ])('%s in %s: %s', (entry, path, off) => {
    const policy = new CheckPolicy([entry]);
    expect(policy.unknown).toEqual([]);
    expect(policy.forFile(path).disabled.has('NAME002')).toBe(off);
  });

  it('names the entries that switch off nothing', () => {
    expect(new CheckPolicy(['NAME002', 'NOPE', 'name002', 'NAME002:[z-a]', '']).unknown).toEqual(['NOPE', 'name002', 'NAME002:[z-a]', '']);
  });

  it('takes no longer for a glob that is made to take long', () => {
    const policy = new CheckPolicy([`NAME002:${'*a'.repeat(30)}b`]);
    const started = performance.now();
    expect(policy.forFile('a'.repeat(5000)).disabled.size).toBe(0);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('a baseline', () => {
  const found = [
    { code: 'NAME002', message: 'one' },
    { code: 'NAME002', message: 'one' },
    { code: 'ENT001', message: 'two' },
  ];
  const accepted = (check: string, message: string) => ({ path: 'a.yaml', check, message });

  it('takes away each finding as often as it has it', () => {
    const { left, missing } = withoutAccepted(found, [accepted('NAME002', 'one'), accepted('ENT001', 'other')]);
    expect(left).toEqual(found.slice(1));
    expect(missing).toEqual([accepted('ENT001', 'other')]);
  });

  it('counts for the file that it names', () => {
    const policy = new CheckPolicy([], [accepted('NAME002', 'one')]);
    expect(policy.forFile('a.yaml').accepted).toHaveLength(1);
    expect(policy.forFile('b.yaml').accepted).toEqual([]);
  });

  it.each(['', '[]', '{"findings": [{}]}', '{"findings": {}}'])('is not %j', (text) => {
    expect(readBaseline(text)).toBeUndefined();
  });
});
