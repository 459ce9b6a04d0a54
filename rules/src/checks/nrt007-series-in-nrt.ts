import { type Check, rulesOnly } from './check.ts';
import { isNrt } from './kinds.ts';
import { callsIn, operatorsOf } from './syntaxNodes.ts';

/** A series over one minute of events has nothing to compare with. */
export const seriesInNrt: Check = {
  code: 'NRT007',
  name: 'series-in-nrt',
  severity: 'warning',
  appliesTo: rulesOnly,
  *check({ rule, query }) {
    if (query === undefined || !isNrt(rule.kind?.value)) return;
    const message = 'An NRT run sees one minute of events: a series over time needs a scheduled rule';
    for (const { span, keyword } of operatorsOf(query.bound.syntax, 'make-series'))
      yield { span: query.embedded.toSource({ start: span.start, end: span.start + keyword.length }), message };
    for (const { name, nameSpan } of callsIn(query.bound.syntax))
      if (/^series_(decompose|periods|fit|outliers)/.test(name)) yield { span: query.embedded.toSource(nameSpan), message };
  },
};
