import { type Check, parsersOnly } from './check.ts';
import { isSolutionParser, textAt } from './parserFile.ts';

export const parserDate: Check = {
  code: 'PARS003',
  name: 'parser-date',
  severity: 'warning',
  appliesTo: parsersOnly,
  *check(context) {
    const date = textAt(context, 'Function.LastUpdated');
    if (!isSolutionParser(context) || date === undefined || isDate(date.value.trim())) return;
    yield { span: date.span, message: `\`${date.value}\` is no date of the form \`'2024-05-01'\`` };
  },
};

function isDate(text: string): boolean {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return parsed !== undefined && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
}
