import { type Check, rulesAndHunts } from './check.ts';
import { fieldOf, fileStart } from './fields.ts';

const most = 5;

export const manyTactics: Check = {
  code: 'MITRE004',
  name: 'many-tactics',
  severity: 'info',
  appliesTo: rulesAndHunts,
  *check(context) {
    const count = context.rule.tactics.length;
    const span = fieldOf(context, 'tactics')?.keySpan ?? fileStart(context);
    if (count > most) yield { span, message: `The rule names ${count} tactics; more than ${most} say little about what it finds` };
  },
};
