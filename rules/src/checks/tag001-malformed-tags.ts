import { isBlank } from '../yaml/yamlTree.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { fieldOf } from './fields.ts';

export const malformedTags: Check = {
  code: 'TAG001',
  name: 'malformed-tags',
  severity: 'info',
  appliesTo: rulesAndHunts,
  *check(context) {
    const tags = fieldOf(context, 'tags');
    if (tags === undefined || tags.value.type === 'list' || isBlank(tags.value)) return;
    yield { span: tags.keySpan, message: '`tags` is a list: each tag on a line of its own behind `-`' };
  },
};
