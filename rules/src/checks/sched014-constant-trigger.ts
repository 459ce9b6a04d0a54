import type { RuleView } from '../ruleView.ts';
import { type Check, rulesOnly } from './check.ts';
import { isScheduled } from './kinds.ts';
import { type RowBounds, rowBounds } from './rowBounds.ts';

/** The query gives a number of rows with which the trigger always or never fires, whatever the data are. */
export const constantTrigger: Check = {
  code: 'SCHED014',
  name: 'constant-trigger',
  severity: 'warning',
  appliesTo: rulesOnly,
  *check({ rule, query }) {
    const { triggerOperator, triggerThreshold } = rule;
    if (triggerOperator === undefined || triggerThreshold === undefined || !isScheduled(rule.kind?.value)) return;
    const isReadable = query !== undefined && !query.bound.diagnostics.some(({ severity }) => severity === 'error');
    const bounds = isReadable ? rowBounds(query.bound.syntax) : { least: 0, most: Number.POSITIVE_INFINITY };
    const outcome = outcomeOf(rule, bounds);
    if (outcome === undefined) return;
    const why = bounds.most < Number.POSITIVE_INFINITY ? `: the query returns ${rowsText(bounds)}` : '';
    yield { span: triggerThreshold.span, message: `The trigger ${outcome} fires${why}` };
  },
};

type Test = (rows: number, threshold: number) => boolean;

const tests: Readonly<Record<string, Test>> = {
  gt: (rows, threshold) => rows > threshold,
  lt: (rows, threshold) => rows < threshold,
  eq: (rows, threshold) => rows === threshold,
  ne: (rows, threshold) => rows !== threshold,
};

const shortNames: Readonly<Record<string, string>> = { GreaterThan: 'gt', LessThan: 'lt', Equal: 'eq', NotEqual: 'ne' };

function outcomeOf({ triggerOperator, triggerThreshold }: RuleView, { least, most }: RowBounds): 'always' | 'never' | undefined {
  const operator = triggerOperator?.value ?? '';
  const test = tests[shortNames[operator] ?? operator];
  if (test === undefined || triggerThreshold === undefined) return undefined;
  const threshold = triggerThreshold.value;
  // Each test changes its answer only next to the threshold.
  const counts = [least, most, threshold - 1, threshold, threshold + 1].filter((rows) => rows >= least && rows <= most);
  const answers = new Set(counts.map((rows) => test(rows, threshold)));
  return answers.size === 1 ? (answers.has(true) ? 'always' : 'never') : undefined;
}

function rowsText({ least, most }: RowBounds): string {
  const noun = most === 1 ? 'row' : 'rows';
  if (least === most) return `always ${most} ${noun}`;
  return least === 0 ? `at most ${most} ${noun}` : `${least} to ${most} ${noun}`;
}
