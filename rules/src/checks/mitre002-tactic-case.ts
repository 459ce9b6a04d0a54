import { tactics } from '../facts/mitre.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { wrongCase } from './fields.ts';

export const tacticCase: Check = {
  code: 'MITRE002',
  name: 'tactic-case',
  severity: 'warning',
  fixesKeepMeaning: true,
  appliesTo: rulesAndHunts,
  *check({ rule }) {
    for (const tactic of rule.tactics)
      yield* wrongCase(tactic, {
        what: 'The tactic',
        names: tactics.keys(),
        otherwise: '',
      });
  },
};
