import { lexemesOf } from '@rulesmith/kql';

/** Whether two queries have the same tokens: whether they differ in blanks, line breaks and comments only. */
export function hasSameTokens(a: string, b: string): boolean {
  const [left, right] = [lexemesOf(a), lexemesOf(b)];
  return left.length === right.length && left.every(({ text }, index) => text === right[index]?.text);
}
