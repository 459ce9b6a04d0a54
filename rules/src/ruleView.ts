import type { Span } from '@rulesmith/kql';

/** A value of a rule with its place in the file's text. */
export interface Spanned<T> {
  readonly value: T;
  /** The value as it is written, quotes included. */
  readonly span: Span;
  /** The key it belongs to; for an item of a list, the key of the list. */
  readonly keySpan: Span;
}

/** A length of time as Sentinel reads it from a rule: `5m`, `1h`, `14d`, `PT1H`, `1.00:00:00`. */
export interface RuleDuration {
  readonly text: string;
  /** 100 nanosecond ticks. */
  readonly ticks: bigint;
}

export interface RequiredDataConnector {
  readonly span: Span;
  readonly connectorId?: Spanned<string>;
  readonly dataTypes: readonly Spanned<string>[];
}

export interface FieldMapping {
  readonly span: Span;
  readonly identifier?: Spanned<string>;
  readonly columnName?: Spanned<string>;
}

export interface EntityMapping {
  readonly span: Span;
  readonly entityType?: Spanned<string>;
  readonly fieldMappings: readonly FieldMapping[];
}

/** One entry of `customDetails`: the name shown in the alert and the result column it takes its values from. */
export interface CustomDetail {
  readonly name: string;
  readonly column: Spanned<string>;
}

export interface AlertDynamicProperty {
  readonly alertProperty: Spanned<string>;
  readonly column: Spanned<string>;
}

export interface AlertDetailsOverride {
  readonly alertDisplayNameFormat?: Spanned<string>;
  readonly alertDescriptionFormat?: Spanned<string>;
  readonly alertSeverityColumnName?: Spanned<string>;
  readonly alertTacticsColumnName?: Spanned<string>;
  readonly alertDynamicProperties: readonly AlertDynamicProperty[];
}

export interface EventGroupingSettings {
  readonly aggregationKind?: Spanned<string>;
}

export interface GroupingConfiguration {
  readonly enabled?: Spanned<boolean>;
  readonly reopenClosedIncident?: Spanned<boolean>;
  readonly lookbackDuration?: Spanned<RuleDuration>;
  readonly matchingMethod?: Spanned<string>;
  readonly groupByEntities: readonly Spanned<string>[];
  readonly groupByAlertDetails: readonly Spanned<string>[];
  readonly groupByCustomDetails: readonly Spanned<string>[];
}

export interface IncidentConfiguration {
  readonly createIncident?: Spanned<boolean>;
  readonly groupingConfiguration?: Spanned<GroupingConfiguration>;
}

/**
 * What a rule file says, typed. A field is undefined where it is absent, empty or of a kind that cannot be used (a list where a
 * text belongs, `soon` where a duration belongs); the checks tell the user about those, readers of the view need not.
 * A list that is absent is empty. Values are as written: letter case is not corrected.
 */
export interface RuleView {
  readonly id?: Spanned<string>;
  readonly kind?: Spanned<string>;
  readonly name?: Spanned<string>;
  readonly description?: Spanned<string>;
  readonly severity?: Spanned<string>;
  readonly status?: Spanned<string>;
  /** The query as Sentinel sees it: the loaded value of the YAML scalar. */
  readonly query?: Spanned<string>;
  readonly queryFrequency?: Spanned<RuleDuration>;
  readonly queryPeriod?: Spanned<RuleDuration>;
  /** `gt`, `lt`, `eq`, `ne` or the long names, as written. */
  readonly triggerOperator?: Spanned<string>;
  readonly triggerThreshold?: Spanned<number>;
  readonly tactics: readonly Spanned<string>[];
  readonly relevantTechniques: readonly Spanned<string>[];
  readonly requiredDataConnectors: readonly RequiredDataConnector[];
  readonly entityMappings: readonly EntityMapping[];
  readonly customDetails: readonly CustomDetail[];
  readonly alertDetailsOverride?: Spanned<AlertDetailsOverride>;
  readonly eventGroupingSettings?: Spanned<EventGroupingSettings>;
  readonly suppressionEnabled?: Spanned<boolean>;
  readonly suppressionDuration?: Spanned<RuleDuration>;
  readonly incidentConfiguration?: Spanned<IncidentConfiguration>;
  readonly version?: Spanned<string>;
}
