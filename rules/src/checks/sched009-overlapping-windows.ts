import { type Check, rulesOnly } from './check.ts';
import { callsIn } from './syntaxNodes.ts';
import { timeBounds } from './timeFilters.ts';

/** Runs that look back further than to the last run see the same events again, and alert on them again. */
export const overlappingWindows: Check = {
  code: 'SCHED009',
  name: 'overlapping-windows',
  severity: 'info',
  repositoryOnly: true,
  appliesTo: rulesOnly,
  *check({ rule: { queryPeriod, queryFrequency }, query }) {
    if (queryPeriod === undefined || queryFrequency === undefined || query === undefined) return;
    const [period, frequency] = [Number(queryPeriod.value.ticks), Number(queryFrequency.value.ticks)];
    // A little more than the frequency is the documented way to see events that arrive late.
    if (period < 2 * frequency) return;
    if (timeBounds(query).some(({ side, value }) => side === 'from' && value.kind === 'instant' && value.ago < period)) return;
    if (callsIn(query.bound.syntax).some(({ name }) => name === 'ingestion_time' || name === 'arg_max' || name === 'arg_min')) return;
    const times = Math.floor(period / frequency);
    const message = `Each event is looked at by about ${times} runs, which all alert on it: the period is ${queryPeriod.value.text}, the frequency ${queryFrequency.value.text}`;
    yield { span: queryPeriod.span, message };
  },
};
