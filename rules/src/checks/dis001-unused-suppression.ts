import { type Check, everyKind } from './check.ts';

/** A comment suppresses what is not found. It takes the findings of all other checks to tell, so `runChecks` reports it. */
export const unusedSuppression: Check = {
  code: 'DIS001',
  name: 'unused-suppression',
  severity: 'warning',
  fixesKeepMeaning: true,
  appliesTo: everyKind,
  check: () => [],
};
