import { differs } from '../documentChanges.ts';
import { type Check, parsersOnly } from './check.ts';
import { fileStart } from './fields.ts';
import { isAsimParser } from './parserFile.ts';

/** Every parser of the repository has a change log, which says what each version brought. */
export const unwrittenChangeLog: Check = {
  code: 'ASIM008',
  name: 'unwritten-change-log',
  severity: 'warning',
  repositoryOnly: true,
  appliesTo: parsersOnly,
  *check(context) {
    const { document, committed, changeLog } = context;
    if (changeLog === undefined || !isAsimParser(context)) return;
    const place = changeLog.path.replace(/^.*[\\/](?=CHANGELOG[\\/])/, '').replaceAll('\\', '/');
    if (changeLog.state === 'missing') yield { span: fileStart(context), message: `The parser has no change log; write \`${place}\`` };
    else if (changeLog.state === 'unchanged' && committed !== undefined && differs(committed, document))
      yield { span: fileStart(context), message: `The parser has changed since the last commit; say what in \`${place}\`` };
  },
};
