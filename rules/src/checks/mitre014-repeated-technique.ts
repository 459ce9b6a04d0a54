import type { RuleDocument } from '../ruleDocument.ts';
import type { Spanned } from '../ruleView.ts';
import { type Check, type Finding, rulesAndHunts } from './check.ts';
import { removeRepeated } from './removeRepeated.ts';
import { parentTechnique } from './techniqueId.ts';

export const repeatedTechnique: Check = {
  code: 'MITRE014',
  name: 'repeated-technique',
  severity: 'info',
  appliesTo: rulesAndHunts,
  *check({ rule, document }) {
    yield* repeated(document, 'tactics', rule.tactics);
    yield* repeated(document, 'relevantTechniques', rule.relevantTechniques);
    const listed = new Set(rule.relevantTechniques.map(({ value }) => value));
    for (const { value, span } of rule.relevantTechniques) {
      const parent = parentTechnique(value);
      if (parent !== value && listed.has(parent))
        yield { span, message: `\`${parent}\` stands in the list too, and \`${value}\` is a part of it` };
    }
  },
};

function* repeated(document: RuleDocument, key: 'tactics' | 'relevantTechniques', items: readonly Spanned<string>[]): Generator<Finding> {
  const what = key === 'tactics' ? 'tactic' : 'technique';
  const seen = new Set<string>();
  for (const { value, span } of items) {
    if (seen.has(value)) yield { span, message: `The ${what} \`${value}\` is listed twice`, fixes: removeRepeated(document, key, span) };
    seen.add(value);
  }
}
