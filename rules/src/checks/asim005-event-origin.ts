import { type Check, parsersOnly } from './check.ts';
import { isAsimParser, isNativeParser, isUnionParser } from './parserFile.ts';

/** Analysts filter by vendor and product; an ASIM parser gives both as texts. */
export const eventOrigin: Check = {
  code: 'ASIM005',
  name: 'event-origin',
  severity: 'error',
  appliesTo: parsersOnly,
  *check(context) {
    const { query } = context;
    if (query === undefined || !isAsimParser(context) || isUnionParser(context) || isNativeParser(context)) return;
    const missing = ['EventVendor', 'EventProduct'].filter((column) => !new RegExp(`\\b${column}\\s*=`).test(query.embedded.text));
    if (missing.length === 0) return;
    const names = missing.map((column) => `\`${column}\``).join(' and ');
    yield { span: query.embedded.keySpan, message: `The parser does not set ${names}` };
  },
};
