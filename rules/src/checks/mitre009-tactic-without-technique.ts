import { tactics, techniques } from '../facts/mitre.ts';
import { type Check, rulesOnly } from './check.ts';
import { parentTechnique } from './techniqueId.ts';

/** A rule that names techniques names them for each of its tactics. */
export const tacticWithoutTechnique: Check = {
  code: 'MITRE009',
  name: 'tactic-without-technique',
  severity: 'info',
  appliesTo: rulesOnly,
  *check({ rule }) {
    const known = rule.relevantTechniques.map(({ value }) => techniques().get(value) ?? techniques().get(parentTechnique(value)));
    if (known.length === 0 || known.some((technique) => technique === undefined)) return;
    const covered = new Set(known.flatMap((technique) => [...(technique?.tactics ?? []), ...(technique?.otherTactics ?? [])]));
    for (const { value, span } of rule.tactics) {
      if (!tactics.has(value) || covered.has(value)) continue;
      yield { span, message: `None of the rule’s techniques belongs to \`${value}\`` };
    }
  },
};
