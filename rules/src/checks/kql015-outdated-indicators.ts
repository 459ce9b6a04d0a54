import { type Check, rulesAndHunts } from './check.ts';

const table = 'ThreatIntelligenceIndicator';

/** Each change of an indicator is a row of its own; only the newest says whether it still counts. */
export const outdatedIndicators: Check = {
  code: 'KQL015',
  name: 'outdated-indicators',
  severity: 'info',
  repositorySeverity: 'error',
  appliesTo: rulesAndHunts,
  *check({ query }) {
    const reference = query?.bound.tables.find(({ name }) => name === table);
    if (query === undefined || reference === undefined) return;
    const text = query.embedded.text.replaceAll(/\s+/g, ' ');
    const hasLatest = /summarize [^|]*\barg_max ?\( ?TimeGenerated ?, ?\*[^|]*\) by [^|]*\bIndicatorId\b/i.test(text);
    const isCurrent = /\bActive ?== ?true\b/i.test(text) && /\bExpirationDateTime ?> ?now ?\( ?\)/i.test(text);
    if (hasLatest && isCurrent) return;
    const missing = hasLatest
      ? 'filter `Active == true and ExpirationDateTime > now()`'
      : 'take the newest row of each: `summarize arg_max(TimeGenerated, *) by IndicatorId`, then filter the active ones';
    yield { span: query.embedded.toSource(reference.span), message: `Outdated indicators match too; ${missing}` };
  },
};
