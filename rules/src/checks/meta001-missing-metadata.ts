import { type Check, rulesAndHunts } from './check.ts';
import { missingField } from './fields.ts';

/** A rule outside of the solutions says itself who stands for it. */
export const missingMetadata: Check = {
  code: 'META001',
  name: 'missing-metadata',
  severity: 'warning',
  repositoryOnly: true,
  appliesTo: rulesAndHunts,
  check(context) {
    const { uri } = context.document;
    if (/\/Solutions\//.test(uri) || !/\/(Detections|Hunting(%20| )Queries)\//.test(uri)) return [];
    return missingField(context, 'metadata', 'A rule outside of the solutions needs `metadata`: source, author, support and categories');
  },
};
