import type { Spanned } from '../ruleView.ts';
import { type Check, type Finding, rulesAndHunts } from './check.ts';
import { parentTechnique } from './techniqueId.ts';

export const repeatedTechnique: Check = {
  code: 'MITRE014',
  name: 'repeated-technique',
  severity: 'info',
  appliesTo: rulesAndHunts,
  *check({ rule }) {
    yield* repeated(rule.tactics, 'tactic');
    yield* repeated(rule.relevantTechniques, 'technique');
    const listed = new Set(rule.relevantTechniques.map(({ value }) => value));
    for (const { value, span } of rule.relevantTechniques) {
      const parent = parentTechnique(value);
      if (parent !== value && listed.has(parent))
        yield { span, message: `\`${parent}\` stands in the list too, and \`${value}\` is a part of it` };
    }
  },
};

function* repeated(items: readonly Spanned<string>[], what: string): Generator<Finding> {
  const seen = new Set<string>();
  for (const { value, span } of items) {
    if (seen.has(value)) yield { span, message: `The ${what} \`${value}\` is listed twice` };
    seen.add(value);
  }
}
