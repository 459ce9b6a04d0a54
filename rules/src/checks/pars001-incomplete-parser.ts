import { isBlank } from '../yaml/yamlTree.ts';
import { type Check, parsersOnly } from './check.ts';
import { fileStart } from './fields.ts';
import { entryAt, isSolutionParser } from './parserFile.ts';

const wanted = ['id', 'Function.Title', 'Function.Version', 'Function.LastUpdated', 'Category', 'FunctionName'] as const;

/** Without `FunctionName` there is no function; the rest only solutions need. */
export const incompleteParser: Check = {
  code: 'PARS001',
  name: 'incomplete-parser',
  severity: 'error',
  appliesTo: parsersOnly,
  *check(context) {
    if (!isSolutionParser(context)) return;
    const isNamed = ['FunctionName', 'FunctionAlias'].some((key) => !isBlank(entryAt(context, key)?.value));
    const needed = context.repositoryMode ? wanted : isNamed ? [] : ['FunctionName'];
    const missing = needed.filter((path) => isBlank(entryAt(context, path)?.value));
    if (missing.length === 0) return;
    yield { span: fileStart(context), message: `The parser lacks ${missing.map((path) => `\`${path}\``).join(', ')}` };
  },
};
