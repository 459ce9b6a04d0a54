import { entryOf, textOf } from '../yaml/yamlTree.ts';
import { type Check, parsersOnly } from './check.ts';
import { entryAt, isAsimParser } from './parserFile.ts';

/** Whoever calls the parser with it believes that the events are filtered. */
export const unusedParameter: Check = {
  code: 'ASIM009',
  name: 'unused-parameter',
  severity: 'warning',
  appliesTo: parsersOnly,
  *check(context) {
    const list = entryAt(context, 'ParserParams')?.value;
    const text = context.query?.embedded.text;
    if (!isAsimParser(context) || list?.type !== 'list' || text === undefined) return;
    for (const item of list.items) {
      const entry = entryOf(item, 'Name');
      const name = textOf(entry?.value)?.trim() ?? '';
      if (entry === undefined || !/^\w+$/.test(name) || new RegExp(`\\b${name}\\b`).test(text)) continue;
      yield { span: entry.value.span, message: `The query does not use the parameter \`${name}\`` };
    }
  },
};
