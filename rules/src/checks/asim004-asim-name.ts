import { type Check, parsersOnly } from './check.ts';
import { isAsimParser, textAt } from './parserFile.ts';

/** The unifying parsers find theirs by name. */
export const asimName: Check = {
  code: 'ASIM004',
  name: 'asim-name',
  severity: 'error',
  appliesTo: parsersOnly,
  *check(context) {
    const schema = textAt(context, 'Normalization.Schema')?.value.trim();
    if (!isAsimParser(context) || schema === undefined) return;
    const name = textAt(context, 'ParserName');
    if (name !== undefined && !new RegExp(`^(ASim|vim|im)${escaped(schema)}`).test(name.value))
      yield { span: name.span, message: `A parser of ${schema} is called \`ASim${schema}…\` or \`vim${schema}…\`, not \`${name.value}\`` };
    const builtIn = textAt(context, 'EquivalentBuiltInParser');
    if (builtIn !== undefined && !new RegExp(`^_(ASim|Im)_${escaped(schema)}(_|$)`).test(builtIn.value))
      yield {
        span: builtIn.span,
        message: `The built-in parser is called \`_ASim_${schema}_…\` or \`_Im_${schema}_…\`, not \`${builtIn.value}\``,
      };
  },
};

function escaped(text: string): string {
  return text.replaceAll(/\W/g, '\\$&');
}
