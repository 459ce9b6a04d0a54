import { entryOf, isBlank } from '../yaml/yamlTree.ts';
import { type Check, rulesOnly } from './check.ts';
import { fixes, prependEntry } from './editEntries.ts';
import { fieldOf } from './fields.ts';

export const missingCreateIncident: Check = {
  code: 'INC001',
  name: 'missing-create-incident',
  severity: 'error',
  appliesTo: rulesOnly,
  *check(context) {
    const entry = fieldOf(context, 'incidentConfiguration');
    if (entry === undefined) return;
    const create = entryOf(entry.value, 'createIncident');
    const { value } = entry;
    const add = (written: string) =>
      create === undefined && value.type === 'map' ? prependEntry(context.document.text, value, written) : undefined;
    if (create === undefined || isBlank(create.value))
      yield {
        span: create?.keySpan ?? entry.keySpan,
        message: '`incidentConfiguration` must say `createIncident: true` or `false`',
        fixes: ['createIncident: true', 'createIncident: false'].flatMap((written) => fixes(`Add \`${written}\``, add(written))),
      };
    else if (context.rule.incidentConfiguration?.value.createIncident === undefined)
      yield { span: create.value.span, message: '`createIncident` is `true` or `false`' };
  },
};
