import { entryOf, textOf } from '../yaml/yamlTree.ts';
import { type Check, parsersOnly } from './check.ts';
import { entryAt, isSolutionParser } from './parserFile.ts';

/** The repository tests a function with a value for each parameter; it has one of its own only for these types. */
const testable = /^(string|int|dynamic|table:\(TimeGenerated:datetime\))$/i;

export const untestableParameter: Check = {
  code: 'PARS008',
  name: 'untestable-parameter',
  severity: 'error',
  repositoryOnly: true,
  appliesTo: parsersOnly,
  *check(context) {
    const list = entryAt(context, 'FunctionParams')?.value;
    if (!isSolutionParser(context) || list?.type !== 'list') return;
    for (const item of list.items) {
      const type = entryOf(item, 'Type');
      const written = textOf(type?.value) ?? '';
      if (type === undefined || entryOf(item, 'Default') !== undefined || testable.test(written.trim())) continue;
      yield {
        span: type.value.span,
        message: `A parameter of the type \`${written}\` needs a \`Default\` for the check of the repository`,
      };
    }
  },
};
