import { isBlank } from '../yaml/yamlTree.ts';
import { type Check, huntsOnly } from './check.ts';
import { fieldOf, fileStart, orList } from './fields.ts';

const wanted = ['requiredDataConnectors', 'tactics', 'relevantTechniques'] as const;

export const incompleteHunt: Check = {
  code: 'HUNT002',
  name: 'incomplete-hunt',
  severity: 'info',
  repositorySeverity: 'warning',
  appliesTo: huntsOnly,
  *check(context) {
    const keys = context.repositoryMode ? [...wanted, 'entityMappings', 'version'] : wanted;
    const missing = keys.filter((key) => isBlank(fieldOf(context, key)?.value));
    if (missing.length === 0) return;
    yield { span: fileStart(context), message: `The hunting query lacks ${orList(missing).replace(' or ', ' and ')}` };
  },
};
