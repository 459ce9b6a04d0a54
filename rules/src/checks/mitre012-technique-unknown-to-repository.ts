import { techniques } from '../facts/mitre.ts';
import { type Check, rulesOnly } from './check.ts';

/** The repository has a table of its own, which lags behind ATT&CK. */
export const techniqueUnknownToRepository: Check = {
  code: 'MITRE012',
  name: 'technique-unknown-to-repository',
  severity: 'info',
  repositoryOnly: true,
  appliesTo: rulesOnly,
  *check({ rule }) {
    for (const { value, span } of rule.relevantTechniques) {
      const technique = techniques().get(value);
      if (technique === undefined || technique.inRepository || technique.matrix === 'mobile') continue;
      yield { span, message: `ATT&CK knows \`${value}\`, the check of the repository does not: a pull request with it fails` };
    }
  },
};
