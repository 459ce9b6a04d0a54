import { toShortForm } from '../duration.ts';
import { type Check, rulesOnly } from './check.ts';
import { isScheduled } from './kinds.ts';
import { callsIn } from './syntaxNodes.ts';
import { timeBounds } from './timeFilters.ts';

/** The query looks at less than the time between two runs: what happens in the rest is never looked at. */
export const gapBetweenRuns: Check = {
  code: 'XTIME003',
  name: 'gap-between-runs',
  severity: 'warning',
  appliesTo: rulesOnly,
  *check({ rule: { kind, queryFrequency }, query }) {
    if (queryFrequency === undefined || query === undefined || !isScheduled(kind?.value)) return;
    // Of several tables, or several ranges of one, a short one may be meant.
    if (new Set(query.bound.tables.map(({ span }) => span.start)).size !== 1) return;
    const bounds = timeBounds(query).filter(({ side }) => side === 'from');
    const [bound] = bounds;
    if (bounds.length !== 1 || bound?.value.kind !== 'instant' || !bound.isRequired || bound.value.isAligned) return;
    if (bound.value.ago <= 0 || bound.value.ago >= Number(queryFrequency.value.ticks)) return;
    if (callsIn(query.bound.syntax).some(({ name }) => name === 'ingestion_time')) return;
    const reach = toShortForm(BigInt(Math.round(bound.value.ago)));
    const message = `The query looks back ${reach}, but the rule runs every ${queryFrequency.value.text}: the time between is never looked at`;
    yield { span: query.embedded.toSource(bound.span), message };
  },
};
