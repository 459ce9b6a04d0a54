import { entryOf, textOf } from '../yaml/yamlTree.ts';
import { type Check, parsersOnly } from './check.ts';
import { entryAt, isAsimParser, isNativeParser, isUnionParser } from './parserFile.ts';

/** Packing what is left of an event costs time; callers ask for it. */
export const additionalFields: Check = {
  code: 'ASIM012',
  name: 'additional-fields',
  severity: 'warning',
  appliesTo: parsersOnly,
  *check(context) {
    const { query } = context;
    if (query === undefined || !isAsimParser(context) || isUnionParser(context) || isNativeParser(context)) return;
    const { text, map } = query.embedded;
    const match = /\bAdditionalFields\s*=/.exec(text);
    const list = entryAt(context, 'ParserParams')?.value;
    const parameters = list?.type === 'list' ? list.items.map((item) => textOf(entryOf(item, 'Name')?.value)?.trim()) : [];
    if (match === null || parameters.includes('pack') || /\bpack\s*:\s*bool\b/.test(text)) return;
    const span = map.toSource({ start: match.index, end: match.index + 'AdditionalFields'.length });
    yield { span, message: 'Set `AdditionalFields` only where the caller asks: add the parameter `pack: bool = false`' };
  },
};
