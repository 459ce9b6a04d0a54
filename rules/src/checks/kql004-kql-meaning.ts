import { isSyntaxError } from '../query/kqlCodes.ts';
import { kqlFindings } from '../query/kqlFindings.ts';
import { type Check, everyKind } from './check.ts';

/** The query parses but makes no sense: names that do not exist, types that do not fit. */
export const kqlMeaning: Check = {
  code: 'KQL004',
  name: 'kql-meaning',
  severity: 'error',
  appliesTo: everyKind,
  check: (context) => kqlFindings(context, (code) => !isSyntaxError(code)),
};
