/** Whether a code of Microsoft's parser (`KS142`) stands for a mistake of syntax; those above 99 are about meaning. */
export function isSyntaxError(code: string): boolean {
  const number = /^KS(\d+)$/.exec(code)?.[1];
  return number !== undefined && Number(number) < 100;
}
