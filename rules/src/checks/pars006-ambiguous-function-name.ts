import { replaceFix } from '../diagnostic.ts';
import { type Check, parsersOnly } from './check.ts';
import { textAt } from './parserFile.ts';

/** Two functions of one name, or one function of two names: a query gets what it does not mean. */
export const ambiguousFunctionName: Check = {
  code: 'PARS006',
  name: 'ambiguous-function-name',
  severity: 'warning',
  appliesTo: parsersOnly,
  *check(context) {
    const [name, alias] = [textAt(context, 'FunctionName'), textAt(context, 'FunctionAlias')];
    if (name !== undefined && alias !== undefined && name.value !== alias.value) {
      const message = `The alias \`${alias.value}\` is not the name \`${name.value}\`; queries use the alias`;
      yield { span: alias.span, message, fixes: [replaceFix(alias.span, name.value)] };
    }
    const other = context.otherFiles.find((file) => file.kind === 'parser' && name !== undefined && file.name === name.value);
    if (name !== undefined && other !== undefined)
      yield { span: name.span, message: `The name is also that of the function in ${other.path}` };
  },
};
