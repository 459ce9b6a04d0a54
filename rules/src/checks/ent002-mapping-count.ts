import { type Check, rulesAndHunts } from './check.ts';
import { fieldOf } from './fields.ts';

const most = 10;

export const mappingCount: Check = {
  code: 'ENT002',
  name: 'mapping-count',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check(context) {
    const entry = fieldOf(context, 'entityMappings');
    if (entry === undefined) return;
    const count = entry.value.type === 'list' ? entry.value.items.length : 0;
    if (entry.value.type !== 'list' || count === 0) {
      yield {
        span: entry.keySpan,
        message: '`entityMappings` must be a list of at least one mapping; leave the key out if there is none',
      };
    } else if (count > most) {
      yield {
        span: entry.keySpan,
        message: `The rule has ${count} entity mappings; ${most} are allowed`,
      };
    }
  },
};
