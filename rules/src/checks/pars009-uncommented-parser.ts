import { type Check, parsersOnly } from './check.ts';

const most = 50;

export const uncommentedParser: Check = {
  code: 'PARS009',
  name: 'uncommented-parser',
  severity: 'info',
  repositoryOnly: true,
  appliesTo: parsersOnly,
  *check({ query }) {
    const lines = query?.embedded.text.split('\n') ?? [];
    if (query === undefined || lines.length <= most || lines.some((line) => /(^|\s)\/\/\s*\S/.test(line))) return;
    yield { span: query.embedded.keySpan, message: `The function has ${lines.length} lines and no comment` };
  },
};
