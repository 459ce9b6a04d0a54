/** The kinds of rule that are authored as YAML with a query. */
export const authoredKinds = ['Scheduled', 'NRT'] as const;

/** Kinds that Sentinel knows besides; they have no query of the author. */
export const otherKinds = ['Fusion', 'MLBehaviorAnalytics', 'ThreatIntelligence', 'MicrosoftSecurityIncidentCreation'] as const;

/** Whether a rule of this kind runs on a schedule; a rule that does not say its kind is taken for one. */
export function isScheduled(kind: string | undefined): boolean {
  return kind === undefined || kind.toLowerCase() === 'scheduled';
}

export function isNrt(kind: string | undefined): boolean {
  return kind?.toLowerCase() === 'nrt';
}
