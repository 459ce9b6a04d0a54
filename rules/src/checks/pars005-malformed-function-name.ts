import { type Check, parsersOnly } from './check.ts';
import { textAt } from './parserFile.ts';

/** Queries call the function by its name. */
export const malformedFunctionName: Check = {
  code: 'PARS005',
  name: 'malformed-function-name',
  severity: 'error',
  appliesTo: parsersOnly,
  *check(context) {
    for (const key of ['FunctionName', 'FunctionAlias', 'ParserName']) {
      const written = textAt(context, key);
      if (written === undefined || /^[A-Za-z_]\w*$/.test(written.value.trim())) continue;
      yield {
        span: written.span,
        message: `\`${written.value}\` is no name for a function: a letter or \`_\`, then letters, digits and \`_\``,
      };
    }
  },
};
