import { type Check, rulesAndHunts } from './check.ts';
import { fieldOf } from './fields.ts';

const most = 20;

export const tooManyDetails: Check = {
  code: 'CDET001',
  name: 'too-many-details',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check(context) {
    const details = fieldOf(context, 'customDetails');
    const count = details?.value.type === 'map' ? details.value.entries.length : 0;
    if (details !== undefined && count > most)
      yield {
        span: details.keySpan,
        message: `The rule has ${count} custom details; ${most} are allowed`,
      };
  },
};
