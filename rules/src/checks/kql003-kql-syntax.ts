import { isSyntaxError } from '../query/kqlCodes.ts';
import { kqlFindings } from '../query/kqlFindings.ts';
import { type Check, everyKind } from './check.ts';

/** The query does not parse. */
export const kqlSyntax: Check = {
  code: 'KQL003',
  name: 'kql-syntax',
  severity: 'error',
  appliesTo: everyKind,
  check: (context) => kqlFindings(context, isSyntaxError),
};
