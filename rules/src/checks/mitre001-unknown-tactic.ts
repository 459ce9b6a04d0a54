import { tactics } from '../facts/mitre.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { unknownName } from './fields.ts';

/** `PreAttack` is of an old ATT&CK and still accepted. */
const legacy = 'PreAttack';

export const unknownTactic: Check = {
  code: 'MITRE001',
  name: 'unknown-tactic',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check({ rule }) {
    const otherwise = 'tactics are written without blanks, as in `InitialAccess`';
    for (const tactic of rule.tactics) {
      if (tactic.value !== legacy)
        yield* unknownName(tactic, {
          what: 'The tactic',
          names: tactics.keys(),
          otherwise,
        });
    }
  },
};
