import { alertFormats, placeholdersOf } from './alertFormats.ts';
import { type Check, rulesAndHunts } from './check.ts';

/** Which columns come back shows only when the query runs, so that nothing that names a column could be checked. */
export const openResult: Check = {
  code: 'XOUT005',
  name: 'open-result',
  severity: 'info',
  appliesTo: rulesAndHunts,
  *check(context) {
    const { query, columns, rule } = context;
    if (query === undefined || columns !== undefined || query.bound.diagnostics.some(({ severity }) => severity === 'error')) return;
    const names =
      rule.entityMappings.length +
      rule.customDetails.length +
      alertFormats(context).flatMap((format) => placeholdersOf(format.content)).length;
    if (names === 0 || query.embedded.text.trim() === '') return;
    yield {
      span: query.embedded.keySpan,
      message: 'Which columns the query returns shows only when it runs; end it with `project` to have them checked',
    };
  },
};
