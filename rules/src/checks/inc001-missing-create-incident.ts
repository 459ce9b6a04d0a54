import { entryOf, isBlank } from '../yaml/yamlTree.ts';
import { type Check, rulesOnly } from './check.ts';
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
    if (create === undefined || isBlank(create.value))
      yield { span: create?.keySpan ?? entry.keySpan, message: '`incidentConfiguration` must say `createIncident: true` or `false`' };
    else if (context.rule.incidentConfiguration?.value.createIncident === undefined)
      yield { span: create.value.span, message: '`createIncident` is `true` or `false`' };
  },
};
