import { type Check, type Finding, parsersOnly } from './check.ts';
import { fileStart } from './fields.ts';
import { isAsimParser, textAt } from './parserFile.ts';

interface HeadField {
  readonly path: string;
  readonly form: RegExp;
  readonly example: string;
}

const fields: readonly HeadField[] = [
  { path: 'Parser.Title', form: /\S/, example: 'a title' },
  { path: 'Parser.Version', form: /^\d+\.\d+\.\d+$/, example: '0.1.0' },
  { path: 'Parser.LastUpdated', form: /^[A-Z][a-z]{2} \d{1,2},? \d{4}$/, example: 'Jun 29, 2024' },
];

export const asimHead: Check = {
  code: 'ASIM001',
  name: 'asim-head',
  severity: 'error',
  appliesTo: parsersOnly,
  *check(context) {
    if (!isAsimParser(context)) return;
    const missing = fields.filter(({ path }) => textAt(context, path) === undefined).map(({ path }) => `\`${path}\``);
    if (missing.length > 0) yield { span: fileStart(context), message: `The parser lacks ${missing.join(', ')}` };
    for (const { path, form, example } of fields) {
      const written = textAt(context, path);
      if (written === undefined || form.test(written.value.trim())) continue;
      yield { span: written.span, message: `\`${path}\` is written like \`${example}\`, not \`${written.value}\`` } satisfies Finding;
    }
  },
};
