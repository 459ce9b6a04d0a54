import { alertFormats, placeholdersOf } from './alertFormats.ts';
import { type Check, rulesAndHunts } from './check.ts';

const most = 3;

export const tooManyPlaceholders: Check = {
  code: 'ADO003',
  name: 'too-many-placeholders',
  severity: 'error',
  appliesTo: rulesAndHunts,
  *check(context) {
    for (const { key, content } of alertFormats(context)) {
      for (const { span } of placeholdersOf(content).slice(most))
        yield {
          span,
          message: `\`${key}\` may hold ${most} columns, not more`,
        };
    }
  },
};
