import { type Check, rulesAndHunts } from './check.ts';
import { textField } from './fields.ts';

/** Ids that somebody typed are those that others type too. */
export const inventedId: Check = {
  code: 'ID006',
  name: 'invented-id',
  severity: 'warning',
  appliesTo: rulesAndHunts,
  *check(context) {
    const id = textField(context, 'id');
    const digits = id?.value.toLowerCase().replaceAll('-', '') ?? '';
    if (id === undefined || !/^[0-9a-f]{32}$/.test(digits) || !isInvented(digits)) return;
    yield { span: id.span, message: 'The id looks typed by hand; take a random GUID, so that nobody else has it' };
  },
};

/** A random GUID has about fourteen different digits; four or less are as good as impossible, as are twelve in a row. */
function isInvented(digits: string): boolean {
  if (new Set(digits).size <= 4) return true;
  const counting = '0123456789abcdef0123456789abcdef';
  const counted = [counting, [...counting].reverse().join(''), '12345678901234567890'];
  return Array.from({ length: digits.length - 11 }, (_, start) => digits.slice(start, start + 12)).some((run) =>
    counted.some((row) => row.includes(run)),
  );
}
