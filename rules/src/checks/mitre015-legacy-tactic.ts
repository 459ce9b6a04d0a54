import { type Check, rulesAndHunts } from './check.ts';

export const legacyTactic: Check = {
  code: 'MITRE015',
  name: 'legacy-tactic',
  severity: 'info',
  appliesTo: rulesAndHunts,
  *check({ rule }) {
    for (const { value, span } of rule.tactics) {
      if (value === 'PreAttack')
        yield { span, message: '`PreAttack` has become `Reconnaissance` and `ResourceDevelopment`; write the one that fits' };
    }
  },
};
