import { checks } from '@rulesmith/rules';

const pages = new Map(checks.map((check) => [check.code, `${check.code.toLowerCase()}-${check.name}`]));

/** The name of the page about a check, without extension; undefined for a code of no check. */
export function pageOf(code: string): string | undefined {
  return pages.get(code);
}
