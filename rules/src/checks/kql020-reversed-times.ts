import { type Check, rulesAndHunts } from './check.ts';
import { operatorsOf } from './syntaxNodes.ts';

/** The first event is the earliest: a start that is a maximum is after its end. */
export const reversedTimes: Check = {
  code: 'KQL020',
  name: 'reversed-times',
  severity: 'info',
  appliesTo: rulesAndHunts,
  *check({ query }) {
    if (query === undefined) return;
    for (const { aggregates } of operatorsOf(query.bound.syntax, 'summarize')) {
      for (const aggregate of aggregates) {
        if (aggregate.kind !== 'named' || aggregate.value.kind !== 'call' || aggregate.value.type !== 'datetime') continue;
        const [name] = aggregate.names;
        const wanted = /^(start|first)/i.test(name?.text ?? '') ? 'min' : /^(end|last)/i.test(name?.text ?? '') ? 'max' : undefined;
        const used = aggregate.value.name;
        if (wanted === undefined || (used !== 'min' && used !== 'max') || used === wanted) continue;
        const span = query.embedded.toSource(aggregate.value.nameSpan);
        yield { span, message: `\`${name?.text}\` is the ${used === 'max' ? 'latest' : 'earliest'} time; is \`${wanted}()\` meant?` };
      }
    }
  },
};
