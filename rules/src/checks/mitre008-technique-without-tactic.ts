import type { Fix } from '../diagnostic.ts';
import { type Technique, tactics, techniques } from '../facts/mitre.ts';
import { nearestName } from '../nearestName.ts';
import { entryOf } from '../yaml/yamlTree.ts';
import { type Check, type CheckContext, rulesOnly } from './check.ts';
import { orList } from './fields.ts';
import { parentTechnique } from './techniqueId.ts';

/** Each technique of a rule must belong to one of its tactics, or the service does not take the rule. */
export const techniqueWithoutTactic: Check = {
  code: 'MITRE008',
  name: 'technique-without-tactic',
  severity: 'error',
  appliesTo: rulesOnly,
  *check(context) {
    // A misspelt tactic counts as the one that is meant: its own check says how it is written.
    const listed = new Set(context.rule.tactics.map(({ value }) => letters(nearestName(value, tactics.keys()) ?? value)));
    for (const { value, span } of context.rule.relevantTechniques) {
      const technique = techniques().get(value) ?? techniques().get(parentTechnique(value));
      if (technique === undefined || technique.matrix === 'mobile') continue;
      const fitting = [...technique.tactics, ...technique.otherTactics];
      if (fitting.length === 0 || fitting.some((name) => listed.has(letters(name)))) continue;
      const lack = listed.size === 0 ? 'The rule has no tactic for' : 'No tactic of the rule fits';
      const message = `${lack} \`${value}\` (${technique.name}); it belongs to ${orList(technique.tactics)}`;
      yield { span, message, fixes: addTacticFixes(context, technique) };
    }
  },
};

/** A tactic with blanks is the concern of another check. */
function letters(tactic: string): string {
  return tactic.toLowerCase().replaceAll(/[^a-z]/g, '');
}

/** One fix for each tactic, where the tactics are a list of one item a line. */
function addTacticFixes({ document }: CheckContext, technique: Technique): Fix[] {
  const list = entryOf(document.root, 'tactics')?.value;
  const last = list?.type === 'list' ? list.items.at(-1) : undefined;
  if (last === undefined) return [];
  const lineStart = document.text.lastIndexOf('\n', last.span.start - 1) + 1;
  const bullet = /^\s*-\s+$/.exec(document.text.slice(lineStart, last.span.start))?.[0];
  if (bullet === undefined) return [];
  const lineBreak = document.text.includes('\r\n') ? '\r\n' : '\n';
  return technique.tactics.map((tactic) => ({
    title: `Add the tactic \`${tactic}\``,
    edits: [
      {
        span: { start: last.span.end, end: last.span.end },
        newText: `${lineBreak}${bullet}${tactic}`,
      },
    ],
  }));
}
