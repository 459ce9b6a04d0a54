import { type Check, parsersOnly } from './check.ts';
import { isAsimParser, isUnionParser } from './parserFile.ts';
import { callsIn, operatorsOf, syntaxNodes } from './syntaxNodes.ts';

/** A parser runs inside of every query of its schema, and must hand each event through as one row. */
export const costlyOperator: Check = {
  code: 'ASIM010',
  name: 'costly-operator',
  severity: 'warning',
  appliesTo: parsersOnly,
  *check(context) {
    const { query } = context;
    if (query === undefined || !isAsimParser(context) || isUnionParser(context)) return;
    const { syntax } = query.bound;
    for (const { keyword, span } of operatorsOf(syntax, 'mv-expand', 'mv-apply', 'summarize', 'distinct', 'join')) {
      const place = query.embedded.toSource({ start: span.start, end: span.start + keyword.length });
      yield { span: place, message: `\`${keyword}\` in a parser slows every query of the schema down, and makes other rows of its events` };
    }
    for (const node of syntaxNodes(syntax))
      if (node.kind === 'externaldata')
        yield { span: query.embedded.toSource(node.span), message: 'A parser reads no files: they may be gone when a query runs' };
    for (const { name, nameSpan } of callsIn(syntax))
      if (/^_?GetWatchlist$/i.test(name) && !query.embedded.text.includes('ASimSourceType'))
        yield { span: query.embedded.toSource(nameSpan), message: 'A parser that reads a watchlist fails where there is none' };
  },
};
