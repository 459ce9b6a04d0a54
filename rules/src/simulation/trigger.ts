/** Whether a run raises an alert. */
import type { RuleView } from '../ruleView.ts';

export interface Verdict {
  readonly fires: boolean;
  /** One sentence with the rule's own trigger in it: `8 rows > 0: fires`. */
  readonly text: string;
}

type Sign = '>' | '<' | '=' | '≠';

const signs: ReadonlyMap<string, Sign> = new Map<string, Sign>([
  ['gt', '>'],
  ['greaterthan', '>'],
  ['lt', '<'],
  ['lessthan', '<'],
  ['eq', '='],
  ['equal', '='],
  ['ne', '≠'],
  ['notequal', '≠'],
]);

const comparisons: Readonly<Record<Sign, (rows: number, threshold: number) => boolean>> = {
  '>': (rows, threshold) => rows > threshold,
  '<': (rows, threshold) => rows < threshold,
  '=': (rows, threshold) => rows === threshold,
  '≠': (rows, threshold) => rows !== threshold,
};

/** Near-real-time rules have no trigger: any row raises an alert. The same holds for a rule that does not say. */
export function verdictFor(rule: RuleView, rowCount: number): Verdict {
  const isNrt = isNearRealTime(rule);
  const sign = (isNrt ? undefined : signs.get(rule.triggerOperator?.value.toLowerCase() ?? '')) ?? '>';
  const threshold = (isNrt ? undefined : rule.triggerThreshold?.value) ?? 0;
  const fires = comparisons[sign](rowCount, threshold);
  return {
    fires,
    text: `${rowCount} ${rowCount === 1 ? 'row' : 'rows'} ${sign} ${threshold}: ${fires ? 'fires' : 'does not fire'}`,
  };
}

export function isNearRealTime(rule: RuleView): boolean {
  return rule.kind?.value.toLowerCase() === 'nrt';
}
