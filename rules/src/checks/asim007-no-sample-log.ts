import { type Check, parsersOnly } from './check.ts';
import { isAsimParser, isNativeParser, isUnionParser, textAt } from './parserFile.ts';

/** The repository runs a parser on a log of its product. */
export const noSampleLog: Check = {
  code: 'ASIM007',
  name: 'no-sample-log',
  severity: 'error',
  repositoryOnly: true,
  appliesTo: parsersOnly,
  *check(context) {
    const { query, repository } = context;
    const name = textAt(context, 'ParserName');
    const schema = textAt(context, 'Normalization.Schema')?.value.trim();
    // Without any sample log the workspace is only a part of the repository.
    if (query === undefined || schema === undefined || repository.sampleLogs.size === 0) return;
    if (name?.value.startsWith('ASim') !== true || !isAsimParser(context) || isUnionParser(context)) return;
    const [vendor, product] = isNativeParser(context)
      ? [assigned('EventVendor', query.embedded.text) ?? 'Microsoft', assigned('EventProduct', query.embedded.text) ?? 'NativeTable']
      : [assigned('EventVendor', query.embedded.text), assigned('EventProduct', query.embedded.text)];
    if (vendor === undefined || product === undefined) return;
    const file = `${vendor}_${product}_${schema}_IngestedLogs.csv`;
    if (!repository.sampleLogs.has(file))
      yield { span: name.span, message: `The parser has no sample log; add \`Sample Data/ASIM/${file}\`` };
  },
};

/** The text that a query sets a column to first, as the repository's check finds it. */
function assigned(column: string, text: string): string | undefined {
  return new RegExp(`\\b${column}\\s*=\\s*['"]([^'"]+)['"]`).exec(text)?.[1];
}
