/** Timespans, where a query wants one: those of the rule first. */
import type { RuleDocument } from '../ruleDocument.ts';
import type { CompletionItem } from './completion.ts';
import type { ValueCompletion } from './sampleValueCompletion.ts';

/** A call or keyword that is followed by a timespan, and the beginning of one, at the end of a text. */
const wanted = /(?:\bago\(\s*|\bbin\(\s*\w+\s*,\s*|\bstep\s+)(\d*)$/;
const fields = ['queryFrequency', 'queryPeriod'];
const usual = ['5m', '10m', '1h', '6h', '1d', '7d', '14d', '30d'];

export function durationCompletion({ rule }: RuleDocument, text: string, offset: number): ValueCompletion | undefined {
  const begun = wanted.exec(text.slice(Math.max(0, offset - 200), offset))?.[1];
  if (begun === undefined) return undefined;
  const named = new Map([rule.queryFrequency, rule.queryPeriod].map((field, index) => [field?.value.text ?? '', fields[index]]));
  const rest = /^\w*/.exec(text.slice(offset))?.[0].length ?? 0;
  const ofRule = [...named.keys()].filter((text) => /^\d+[dhm]$/.test(text)).reverse();
  const items = [...new Set([...ofRule, ...usual])].map((label, index): CompletionItem => {
    const field = named.get(label);
    return {
      label,
      kind: 'value',
      insertText: label,
      snippet: false,
      ...(field === undefined ? {} : { detail: field }),
      sortText: `0${String(index).padStart(3, '0')}`,
    };
  });
  return { replace: { start: offset - begun.length, end: offset + (begun === '' ? 0 : rest) }, items };
}
