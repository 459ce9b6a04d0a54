import type { ProfileStep } from '@rulesmith/engine';
import { plainText } from './plainText.ts';

/** The operators of a run as lines, what reads above what is read. */
export function profileText(steps: readonly ProfileStep[]): string {
  const lines = steps.map((step) => {
    const rows = step.rows.toLocaleString('en').padStart(12);
    const time = (step.isShared ? '' : step.milliseconds.toFixed(1)).padStart(9);
    return `${rows} ${time}  ${'  '.repeat(step.depth)}${plainText(step.text)}${noteOf(step)}`;
  });
  return `${'rows'.padStart(12)} ${'ms'.padStart(9)}  operator\n${lines.join('\n')}\n`;
}

/** Which columns are read, where not all are; long lists are cut. */
function noteOf({ read, columns, isShared }: ProfileStep): string {
  if (isShared) return ' (as above)';
  if (read.length === columns) return '';
  const shown = read.slice(0, 6).map(plainText).join(', ');
  return `: reads ${read.length} of ${columns} columns${read.length === 0 ? '' : ` (${shown}${read.length > 6 ? ', …' : ''})`}`;
}
