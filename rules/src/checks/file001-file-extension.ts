import { type Check, rulesOnly } from './check.ts';
import { fileStart } from './fields.ts';

/** The repository's checks look only at files that end in `.yaml`: a rule in another one is never tested nor published. */
export const fileExtension: Check = {
  code: 'FILE001',
  name: 'file-extension',
  severity: 'error',
  repositoryOnly: true,
  appliesTo: rulesOnly,
  *check(context) {
    const { uri } = context.document;
    const extension = /\.[^./\\]*$/.exec(uri)?.[0];
    if (extension === undefined || extension === '.yaml' || !/(Detections|Analytic(%20| )Rules)[/\\]/.test(uri)) return;
    yield { span: fileStart(context), message: `The repository takes only \`.yaml\` files as rules, and passes \`${extension}\` over` };
  },
};
