import { replaceFix } from '../diagnostic.ts';
import { type Check, rulesAndHunts } from './check.ts';
import { textField } from './fields.ts';

export const malformedVersion: Check = {
  code: 'VER002',
  name: 'malformed-version',
  severity: 'error',
  fixesKeepMeaning: true,
  appliesTo: rulesAndHunts,
  *check(context) {
    const version = textField(context, 'version');
    if (version === undefined || /^\d+\.\d+\.\d+$/.test(version.value.trim())) return;
    const parts = /^v?(\d+)(?:\.(\d+))?$/.exec(version.value.trim());
    const fixes = parts === null ? [] : [replaceFix(version.span, `${parts[1]}.${parts[2] ?? 0}.0`)];
    yield {
      span: version.span,
      message: `The version \`${version.value}\` is not of the form \`1.0.0\``,
      fixes,
    };
  },
};
