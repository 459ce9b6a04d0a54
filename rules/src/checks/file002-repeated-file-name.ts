import { type Check, rulesOnly } from './check.ts';
import { fileStart } from './fields.ts';

/** The repository publishes rules by the name of their file. */
export const repeatedFileName: Check = {
  code: 'FILE002',
  name: 'repeated-file-name',
  severity: 'error',
  repositoryOnly: true,
  appliesTo: rulesOnly,
  *check(context) {
    const own = baseName(decodeURI(context.document.uri));
    const other = context.otherFiles.find(({ kind, path }) => kind === 'rule' && baseName(path) === own);
    if (other !== undefined) yield { span: fileStart(context), message: `Another rule has the file name \`${own}\`: ${other.path}` };
  },
};

function baseName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
