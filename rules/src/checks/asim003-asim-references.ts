import { replaceFix } from '../diagnostic.ts';
import { entryOf, textOf } from '../yaml/yamlTree.ts';
import { type Check, parsersOnly } from './check.ts';
import { fileStart } from './fields.ts';
import { entryAt, isAsimParser } from './parserFile.ts';

export const asimReferences: Check = {
  code: 'ASIM003',
  name: 'asim-references',
  severity: 'error',
  appliesTo: parsersOnly,
  *check(context) {
    if (!isAsimParser(context)) return;
    const list = entryAt(context, 'References')?.value;
    if (list?.type !== 'list' || list.items.length === 0) {
      yield { span: fileStart(context), message: 'The parser lacks `References`: links to the schema, to ASIM and to the product' };
      return;
    }
    for (const item of list.items) {
      const title = textOf(entryOf(item, 'Title')?.value)?.trim() ?? '';
      const link = entryOf(item, 'Link');
      const wanted = linkFor(title);
      if (wanted === undefined || link === undefined || textOf(link.value)?.trim().toLowerCase() === wanted.toLowerCase()) continue;
      yield { span: link.value.span, message: `The link of \`${title}\` is \`${wanted}\``, fixes: [replaceFix(link.value.span, wanted)] };
    }
  },
};

/** The link that belongs to a title; undefined for the product's own pages. */
function linkFor(title: string): string | undefined {
  if (title === 'ASIM') return 'https://aka.ms/AboutASIM';
  const schema = /^ASIM (\w+) Schema$/.exec(title)?.[1];
  return schema === undefined ? undefined : `https://aka.ms/ASim${schema}Doc`;
}
