import { type Check, rulesAndHunts } from './check.ts';
import { fieldOf, fileStart } from './fields.ts';

const most = 10;

export const manyTechniques: Check = {
  code: 'MITRE011',
  name: 'many-techniques',
  severity: 'info',
  appliesTo: rulesAndHunts,
  *check(context) {
    const count = context.rule.relevantTechniques.length;
    const span = fieldOf(context, 'relevantTechniques')?.keySpan ?? fileStart(context);
    if (count > most) yield { span, message: `The rule names ${count} techniques; more than ${most} say little about what it finds` };
  },
};
