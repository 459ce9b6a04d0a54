import { type Check, rulesAndHunts } from './check.ts';
import { fieldOf, missingField } from './fields.ts';

export const missingQuery: Check = {
  code: 'KQL001',
  name: 'missing-query',
  severity: 'error',
  appliesTo: rulesAndHunts,
  check(context) {
    const entry = fieldOf(context, 'query');
    if (entry !== undefined && entry.value.type !== 'scalar') return [{ span: entry.keySpan, message: '`query` must be a text' }];
    if (entry?.value.type === 'scalar' && entry.value.text.trim() === '') return [{ span: entry.keySpan, message: 'The `query` is empty' }];
    return missingField(context, 'query', 'The rule has no `query`; write the KQL it runs below `query: |`');
  },
};
