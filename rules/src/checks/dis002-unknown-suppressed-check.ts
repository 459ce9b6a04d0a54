import { replaceFix } from '../diagnostic.ts';
import { nearestName } from '../nearestName.ts';
import { type Check, everyKind } from './check.ts';
import { checkCodes } from './checkCodes.ts';
import { readSuppressions } from './suppressions.ts';

/** A suppression names the checks it switches off; all of them at once would also hide what is found tomorrow. */
export const unknownSuppressedCheck: Check = {
  code: 'DIS002',
  name: 'unknown-suppressed-check',
  severity: 'warning',
  appliesTo: everyKind,
  *check(context) {
    for (const { codes, keywordSpan } of readSuppressions(context.document)) {
      if (codes.length === 0) yield { span: keywordSpan, message: 'Name the check to suppress behind it, such as `ENT010`' };
      for (const { code, span } of codes) {
        if (checkCodes().has(code.toUpperCase())) continue;
        const near = nearestName(code, checkCodes());
        const message = `There is no check \`${code}\`${near === undefined ? '; a reason is written behind `--`' : `; did you mean \`${near}\`?`}`;
        yield { span, message, fixes: near === undefined ? [] : [replaceFix(span, near)] };
      }
    }
  },
};
