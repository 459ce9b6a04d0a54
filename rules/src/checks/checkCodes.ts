import { checks } from './index.ts';

let codes: ReadonlySet<string> | undefined;

/** The codes of all checks. Read when first asked, because the registry imports the checks that ask. */
export function checkCodes(): ReadonlySet<string> {
  codes ??= new Set(checks.map(({ code }) => code));
  return codes;
}
