import type { Expression } from '@rulesmith/kql';
import { type Check, rulesOnly } from './check.ts';
import { syntaxNodes } from './syntaxNodes.ts';

/** Without an order, `take` gives any rows, and others the next time: hits are left out at random. */
export const arbitraryRows: Check = {
  code: 'KQL012',
  name: 'arbitrary-rows',
  severity: 'warning',
  appliesTo: rulesOnly,
  *check({ query }) {
    if (query === undefined) return;
    for (const node of syntaxNodes(query.bound.syntax)) {
      if (node.kind !== 'pipe' || (node.operator.kind !== 'take' && node.operator.kind !== 'sample')) continue;
      const { keyword, span } = node.operator;
      if (node.operator.kind === 'take' && isOrdered(node.source)) continue;
      const word = { start: span.start, end: span.start + keyword.length };
      yield {
        span: query.embedded.toSource(word),
        message: `\`${keyword}\` leaves out hits at random; write \`top … by\`, or take it out`,
      };
    }
  },
};

function isOrdered(source: Expression): boolean {
  if (source.kind !== 'pipe') return false;
  if (source.operator.kind === 'sort' || source.operator.kind === 'top') return true;
  const keepsOrder = ['where', 'extend', 'project', 'project-away', 'project-rename', 'project-reorder', 'serialize'];
  return keepsOrder.includes(source.operator.kind) && isOrdered(source.source);
}
