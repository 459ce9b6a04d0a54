import { displayNameLength } from './ado001-display-name-length.ts';
import { descriptionLength } from './ado002-description-length.ts';
import { tooManyPlaceholders } from './ado003-too-many-placeholders.ts';
import { unbalancedBraces } from './ado004-unbalanced-braces.ts';
import { blankInBraces } from './ado005-blank-in-braces.ts';
import { unknownPlaceholderColumn } from './ado006-unknown-placeholder-column.ts';
import { unknownOverrideColumn } from './ado007-unknown-override-column.ts';
import { alertProperty } from './ado009-alert-property.ts';
import { tooManyDetails } from './cdet001-too-many-details.ts';
import { malformedDetailName } from './cdet002-malformed-detail-name.ts';
import { unknownDetailColumn } from './cdet004-unknown-detail-column.ts';
import { emptyDetail } from './cdet006-empty-detail.ts';
import type { Check } from './check.ts';
import { missingConnectors } from './conn001-missing-connectors.ts';
import { missingConnectorId } from './conn002-missing-connector-id.ts';
import { missingDataTypes } from './conn003-missing-data-types.ts';
import { unknownConnector } from './conn004-unknown-connector.ts';
import { connectorCase } from './conn005-connector-case.ts';
import { missingDescription } from './desc001-missing-description.ts';
import { longDescription } from './desc002-long-description.ts';
import { missingMappings } from './ent001-missing-mappings.ts';
import { mappingCount } from './ent002-mapping-count.ts';
import { unknownEntityType } from './ent003-unknown-entity-type.ts';
import { entityTypeCase } from './ent004-entity-type-case.ts';
import { fieldMappingCount } from './ent005-field-mapping-count.ts';
import { unknownIdentifier } from './ent006-unknown-identifier.ts';
import { repeatedIdentifier } from './ent007-repeated-identifier.ts';
import { incompleteIdentifiers } from './ent008-incomplete-identifiers.ts';
import { malformedColumnName } from './ent009-malformed-column-name.ts';
import { unknownMappedColumn } from './ent010-unknown-mapped-column.ts';
import { dynamicMappedColumn } from './ent013-dynamic-mapped-column.ts';
import { unknownAggregation } from './evg001-unknown-aggregation.ts';
import { unknownKey } from './file004-unknown-key.ts';
import { missingId } from './id001-missing-id.ts';
import { malformedId } from './id002-malformed-id.ts';
import { missingKind } from './kind001-missing-kind.ts';
import { unknownKind } from './kind002-unknown-kind.ts';
import { kindCase } from './kind003-kind-case.ts';
import { missingQuery } from './kql001-missing-query.ts';
import { longQuery } from './kql002-long-query.ts';
import { kqlSyntax } from './kql003-kql-syntax.ts';
import { kqlMeaning } from './kql004-kql-meaning.ts';
import { noResult } from './kql005-no-result.ts';
import { unknownTactic } from './mitre001-unknown-tactic.ts';
import { tacticCase } from './mitre002-tactic-case.ts';
import { malformedTechnique } from './mitre005-malformed-technique.ts';
import { unknownTechnique } from './mitre006-unknown-technique.ts';
import { techniqueWithoutTactic } from './mitre008-technique-without-tactic.ts';
import { missingName } from './name001-missing-name.ts';
import { longName } from './name002-long-name.ts';
import { missingSchedule } from './sched001-missing-schedule.ts';
import { nrtSchedule } from './sched002-nrt-schedule.ts';
import { malformedDuration } from './sched003-malformed-duration.ts';
import { isoDuration } from './sched004-iso-duration.ts';
import { durationRange } from './sched005-duration-range.ts';
import { periodBelowFrequency } from './sched006-period-below-frequency.ts';
import { longPeriodFrequency } from './sched007-long-period-frequency.ts';
import { unknownTriggerOperator } from './sched011-unknown-trigger-operator.ts';
import { triggerThreshold } from './sched013-trigger-threshold.ts';
import { missingSeverity } from './sev001-missing-severity.ts';
import { unknownSeverity } from './sev002-unknown-severity.ts';
import { severityCase } from './sev003-severity-case.ts';
import { missingVersion } from './ver001-missing-version.ts';
import { malformedVersion } from './ver002-malformed-version.ts';
import { brokenYaml } from './yaml001-broken-yaml.ts';
import { tabIndentation } from './yaml002-tab-indentation.ts';
import { duplicateKey } from './yaml003-duplicate-key.ts';
import { severalDocuments } from './yaml004-several-documents.ts';

/** All checks. A new one gets its line here, its page in `docs/checks`, and its fixture in `test-fixtures/rules/err`. */
export const checks: readonly Check[] = [
  displayNameLength,
  descriptionLength,
  tooManyPlaceholders,
  unbalancedBraces,
  blankInBraces,
  unknownPlaceholderColumn,
  unknownOverrideColumn,
  alertProperty,
  tooManyDetails,
  malformedDetailName,
  unknownDetailColumn,
  emptyDetail,
  missingConnectors,
  missingConnectorId,
  missingDataTypes,
  unknownConnector,
  connectorCase,
  missingDescription,
  longDescription,
  missingMappings,
  mappingCount,
  unknownEntityType,
  entityTypeCase,
  fieldMappingCount,
  unknownIdentifier,
  repeatedIdentifier,
  incompleteIdentifiers,
  malformedColumnName,
  unknownMappedColumn,
  dynamicMappedColumn,
  unknownAggregation,
  unknownKey,
  missingId,
  malformedId,
  missingKind,
  unknownKind,
  kindCase,
  missingQuery,
  longQuery,
  kqlSyntax,
  kqlMeaning,
  noResult,
  unknownTactic,
  tacticCase,
  malformedTechnique,
  unknownTechnique,
  techniqueWithoutTactic,
  missingName,
  longName,
  missingSchedule,
  nrtSchedule,
  malformedDuration,
  isoDuration,
  durationRange,
  periodBelowFrequency,
  longPeriodFrequency,
  unknownTriggerOperator,
  triggerThreshold,
  missingSeverity,
  unknownSeverity,
  severityCase,
  missingVersion,
  malformedVersion,
  brokenYaml,
  tabIndentation,
  duplicateKey,
  severalDocuments,
];
