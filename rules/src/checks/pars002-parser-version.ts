import { type Check, parsersOnly } from './check.ts';
import { isSolutionParser, textAt } from './parserFile.ts';

export const parserVersion: Check = {
  code: 'PARS002',
  name: 'parser-version',
  severity: 'error',
  appliesTo: parsersOnly,
  *check(context) {
    const version = textAt(context, 'Function.Version');
    if (!isSolutionParser(context) || version === undefined || /^\d+\.\d+\.\d+$/.test(version.value.trim())) return;
    yield { span: version.span, message: `The version \`${version.value}\` is not of the form \`'1.0.0'\`` };
  },
};
