import { replaceFix } from '../diagnostic.ts';
import { type Check, parsersOnly } from './check.ts';
import { isSolutionParser, textAt } from './parserFile.ts';

const category = 'Microsoft Sentinel Parser';

export const parserCategory: Check = {
  code: 'PARS004',
  name: 'parser-category',
  severity: 'warning',
  repositorySeverity: 'error',
  appliesTo: parsersOnly,
  *check(context) {
    const written = textAt(context, 'Category');
    if (!isSolutionParser(context) || written === undefined || written.value.trim() === category) return;
    const message = `The category of a parser is \`${category}\`, not \`${written.value}\``;
    yield { span: written.span, message, fixes: [replaceFix(written.span, category)] };
  },
};
