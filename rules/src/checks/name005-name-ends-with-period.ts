import { type Check, rulesAndHunts } from './check.ts';
import { fieldOf } from './fields.ts';

export const nameEndsWithPeriod: Check = {
  code: 'NAME005',
  name: 'name-ends-with-period',
  severity: 'warning',
  fixesKeepMeaning: true,
  appliesTo: rulesAndHunts,
  *check(context) {
    const value = fieldOf(context, 'name')?.value;
    if (value?.type !== 'scalar') return;
    const { text, map } = value.content();
    const trimmed = text.trimEnd();
    if (!/[^.]\.$/.test(trimmed)) return;
    const span = map.toSource({ start: trimmed.length - 1, end: trimmed.length });
    const fixes = [{ title: 'Take the period out', edits: [{ span, newText: '' }] }];
    yield { span, message: 'The name is a title, and ends without a period', fixes };
  },
};
