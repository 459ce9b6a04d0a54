import { type Check, rulesOnly } from './check.ts';
import { fieldOf, orList, textField } from './fields.ts';
import { authoredKinds, otherKinds } from './kinds.ts';

/** Rules of these kinds bring their own logic; the service takes no query for them. */
export const kindWithoutQuery: Check = {
  code: 'KIND004',
  name: 'kind-without-query',
  severity: 'error',
  appliesTo: rulesOnly,
  *check(context) {
    const kind = textField(context, 'kind');
    if (kind === undefined || !otherKinds.some((name) => name === kind.value) || fieldOf(context, 'query') === undefined) return;
    yield {
      span: kind.span,
      message: `A rule of the kind \`${kind.value}\` has no query of its own; with a query it is ${orList(authoredKinds)}`,
    };
  },
};
