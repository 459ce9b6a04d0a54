import { isBlank } from '../yaml/yamlTree.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { fieldOf } from './fields.ts';

export const emptyDetail: Check = {
  code: 'CDET006',
  name: 'empty-detail',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check(context) {
    const details = fieldOf(context, 'customDetails')?.value;
    if (details?.type !== 'map') return;
    for (const { key, keySpan, value } of details.entries) {
      if (isBlank(value))
        yield {
          span: keySpan,
          message: `The custom detail \`${key}\` names no column; write one that the query returns`,
        };
    }
  },
};
