import { displayNameLength } from './ado001-display-name-length.ts';
import { descriptionLength } from './ado002-description-length.ts';
import { tooManyPlaceholders } from './ado003-too-many-placeholders.ts';
import { unbalancedBraces } from './ado004-unbalanced-braces.ts';
import { blankInBraces } from './ado005-blank-in-braces.ts';
import { unknownPlaceholderColumn } from './ado006-unknown-placeholder-column.ts';
import { unknownOverrideColumn } from './ado007-unknown-override-column.ts';
import { overrideValues } from './ado008-override-values.ts';
import { alertProperty } from './ado009-alert-property.ts';
import { placeholderOfManyRows } from './ado010-placeholder-of-many-rows.ts';
import { unknownOverrideKey } from './ado012-unknown-override-key.ts';
import { asimHead } from './asim001-asim-head.ts';
import { asimSchema } from './asim002-asim-schema.ts';
import { asimReferences } from './asim003-asim-references.ts';
import { asimName } from './asim004-asim-name.ts';
import { eventOrigin } from './asim005-event-origin.ts';
import { parserNotInUnion } from './asim006-parser-not-in-union.ts';
import { noSampleLog } from './asim007-no-sample-log.ts';
import { unwrittenChangeLog } from './asim008-unwritten-change-log.ts';
import { unusedParameter } from './asim009-unused-parameter.ts';
import { costlyOperator } from './asim010-costly-operator.ts';
import { additionalFields } from './asim012-additional-fields.ts';
import { tooManyDetails } from './cdet001-too-many-details.ts';
import { malformedDetailName } from './cdet002-malformed-detail-name.ts';
import { malformedDetailColumn } from './cdet003-malformed-detail-column.ts';
import { unknownDetailColumn } from './cdet004-unknown-detail-column.ts';
import { dynamicDetail } from './cdet005-dynamic-detail.ts';
import { emptyDetail } from './cdet006-empty-detail.ts';
import { detailsDifferByCase } from './cdet007-details-differ-by-case.ts';
import type { Check } from './check.ts';
import { missingConnectors } from './conn001-missing-connectors.ts';
import { missingConnectorId } from './conn002-missing-connector-id.ts';
import { missingDataTypes } from './conn003-missing-data-types.ts';
import { unknownConnector } from './conn004-unknown-connector.ts';
import { connectorCase } from './conn005-connector-case.ts';
import { deprecatedConnector } from './conn006-deprecated-connector.ts';
import { undeclaredDataType } from './conn007-undeclared-data-type.ts';
import { unreadDataType } from './conn008-unread-data-type.ts';
import { tableWithoutConnector } from './conn009-table-without-connector.ts';
import { tableInsteadOfFunction } from './conn010-table-instead-of-function.ts';
import { repeatedConnector } from './conn011-repeated-connector.ts';
import { noConnectorListed } from './conn012-no-connector-listed.ts';
import { missingDescription } from './desc001-missing-description.ts';
import { longDescription } from './desc002-long-description.ts';
import { descriptionAboveTarget } from './desc003-description-above-target.ts';
import { descriptionOpening } from './desc004-description-opening.ts';
import { descriptionRepeatsName } from './desc006-description-repeats-name.ts';
import { quotedDescription } from './desc007-quoted-description.ts';
import { unusedSuppression } from './dis001-unused-suppression.ts';
import { unknownSuppressedCheck } from './dis002-unknown-suppressed-check.ts';
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
import { weakIdentifiers } from './ent011-weak-identifiers.ts';
import { legacyIdentifier } from './ent012-legacy-identifier.ts';
import { dynamicMappedColumn } from './ent013-dynamic-mapped-column.ts';
import { mappedColumnType } from './ent014-mapped-column-type.ts';
import { unmappedLegacyColumn } from './ent015-unmapped-legacy-column.ts';
import { legacyColumnInHunt } from './ent016-legacy-column-in-hunt.ts';
import { repeatedMapping } from './ent017-repeated-mapping.ts';
import { noPrimaryEntity } from './ent018-no-primary-entity.ts';
import { nameHoldsAddress } from './ent020-name-holds-address.ts';
import { valueOutsideList } from './ent021-value-outside-list.ts';
import { entitiesColumn } from './ent022-entities-column.ts';
import { unknownAggregation } from './evg001-unknown-aggregation.ts';
import { incidentForEachRow } from './evg003-incident-for-each-row.ts';
import { fileExtension } from './file001-file-extension.ts';
import { repeatedFileName } from './file002-repeated-file-name.ts';
import { unknownKey } from './file004-unknown-key.ts';
import { keyCase } from './file005-key-case.ts';
import { wrongShape } from './file007-wrong-shape.ts';
import { incompleteHunt } from './hunt002-incomplete-hunt.ts';
import { ruleFieldInHunt } from './hunt003-rule-field-in-hunt.ts';
import { huntTimeRange } from './hunt004-hunt-time-range.ts';
import { missingId } from './id001-missing-id.ts';
import { malformedId } from './id002-malformed-id.ts';
import { upperCaseId } from './id003-upper-case-id.ts';
import { repeatedId } from './id004-repeated-id.ts';
import { changedId } from './id005-changed-id.ts';
import { inventedId } from './id006-invented-id.ts';
import { missingCreateIncident } from './inc001-missing-create-incident.ts';
import { incompleteGrouping } from './inc002-incomplete-grouping.ts';
import { unknownMatchingMethod } from './inc003-unknown-matching-method.ts';
import { nothingSelected } from './inc004-nothing-selected.ts';
import { unmappedGroupEntity } from './inc005-unmapped-group-entity.ts';
import { unknownGroupDetail } from './inc006-unknown-group-detail.ts';
import { unknownGroupProperty } from './inc007-unknown-group-property.ts';
import { lookbackRange } from './inc008-lookback-range.ts';
import { lookbackForm } from './inc009-lookback-form.ts';
import { ignoredGroupLists } from './inc010-ignored-group-lists.ts';
import { noEntitiesToMatch } from './inc011-no-entities-to-match.ts';
import { groupingWithoutIncidents } from './inc012-grouping-without-incidents.ts';
import { reopening } from './inc013-reopening.ts';
import { shortLookback } from './inc014-short-lookback.ts';
import { missingKind } from './kind001-missing-kind.ts';
import { unknownKind } from './kind002-unknown-kind.ts';
import { kindCase } from './kind003-kind-case.ts';
import { kindWithoutQuery } from './kind004-kind-without-query.ts';
import { missingQuery } from './kql001-missing-query.ts';
import { longQuery } from './kql002-long-query.ts';
import { kqlSyntax } from './kql003-kql-syntax.ts';
import { kqlMeaning } from './kql004-kql-meaning.ts';
import { noResult } from './kql005-no-result.ts';
import { searchEverything } from './kql006-search-everything.ts';
import { unionOfEverything } from './kql007-union-of-everything.ts';
import { otherService } from './kql008-other-service.ts';
import { manyWorkspaces } from './kql009-many-workspaces.ts';
import { externalData } from './kql011-external-data.ts';
import { arbitraryRows } from './kql012-arbitrary-rows.ts';
import { renderInRule } from './kql013-render-in-rule.ts';
import { statementInRule } from './kql014-statement-in-rule.ts';
import { outdatedIndicators } from './kql015-outdated-indicators.ts';
import { replacedTable } from './kql016-replaced-table.ts';
import { timeColumnNames } from './kql019-time-column-names.ts';
import { reversedTimes } from './kql020-reversed-times.ts';
import { unusedName } from './kql023-unused-name.ts';
import { malformedRegularExpression } from './kql025-malformed-regular-expression.ts';
import { linkLocale } from './link001-link-locale.ts';
import { missingMetadata } from './meta001-missing-metadata.ts';
import { metadataSource } from './meta002-metadata-source.ts';
import { incompleteMetadata } from './meta003-incomplete-metadata.ts';
import { unknownTactic } from './mitre001-unknown-tactic.ts';
import { tacticCase } from './mitre002-tactic-case.ts';
import { missingTactics } from './mitre003-missing-tactics.ts';
import { manyTactics } from './mitre004-many-tactics.ts';
import { malformedTechnique } from './mitre005-malformed-technique.ts';
import { unknownTechnique } from './mitre006-unknown-technique.ts';
import { retiredTechnique } from './mitre007-retired-technique.ts';
import { techniqueWithoutTactic } from './mitre008-technique-without-tactic.ts';
import { tacticWithoutTechnique } from './mitre009-tactic-without-technique.ts';
import { missingTechniques } from './mitre010-missing-techniques.ts';
import { manyTechniques } from './mitre011-many-techniques.ts';
import { techniqueUnknownToRepository } from './mitre012-technique-unknown-to-repository.ts';
import { mobileTechnique } from './mitre013-mobile-technique.ts';
import { repeatedTechnique } from './mitre014-repeated-technique.ts';
import { legacyTactic } from './mitre015-legacy-tactic.ts';
import { missingName } from './name001-missing-name.ts';
import { longName } from './name002-long-name.ts';
import { lengthyName } from './name003-lengthy-name.ts';
import { nameAboveTarget } from './name004-name-above-target.ts';
import { nameEndsWithPeriod } from './name005-name-ends-with-period.ts';
import { vagueWordInName } from './name007-vague-word-in-name.ts';
import { repeatedName } from './name009-repeated-name.ts';
import { lookBackInNrt } from './nrt003-look-back-in-nrt.ts';
import { wideNrtResult } from './nrt005-wide-nrt-result.ts';
import { alertsOfNrtRun } from './nrt006-alerts-of-nrt-run.ts';
import { seriesInNrt } from './nrt007-series-in-nrt.ts';
import { incompleteParser } from './pars001-incomplete-parser.ts';
import { parserVersion } from './pars002-parser-version.ts';
import { parserDate } from './pars003-parser-date.ts';
import { parserCategory } from './pars004-parser-category.ts';
import { malformedFunctionName } from './pars005-malformed-function-name.ts';
import { ambiguousFunctionName } from './pars006-ambiguous-function-name.ts';
import { parserWithoutResult } from './pars007-parser-without-result.ts';
import { untestableParameter } from './pars008-untestable-parameter.ts';
import { uncommentedParser } from './pars009-uncommented-parser.ts';
import { missingSchedule } from './sched001-missing-schedule.ts';
import { nrtSchedule } from './sched002-nrt-schedule.ts';
import { malformedDuration } from './sched003-malformed-duration.ts';
import { isoDuration } from './sched004-iso-duration.ts';
import { durationRange } from './sched005-duration-range.ts';
import { periodBelowFrequency } from './sched006-period-below-frequency.ts';
import { longPeriodFrequency } from './sched007-long-period-frequency.ts';
import { overlappingWindows } from './sched009-overlapping-windows.ts';
import { unknownTriggerOperator } from './sched011-unknown-trigger-operator.ts';
import { undocumentedOperator } from './sched012-undocumented-operator.ts';
import { triggerThreshold } from './sched013-trigger-threshold.ts';
import { constantTrigger } from './sched014-constant-trigger.ts';
import { thresholdOnGroups } from './sched015-threshold-on-groups.ts';
import { missingSeverity } from './sev001-missing-severity.ts';
import { unknownSeverity } from './sev002-unknown-severity.ts';
import { severityCase } from './sev003-severity-case.ts';
import { needlessSkip } from './skip001-needless-skip.ts';
import { startTime } from './start001-start-time.ts';
import { unknownStatus } from './stat001-unknown-status.ts';
import { missingStatus } from './stat002-missing-status.ts';
import { suppressionRange } from './supp001-suppression-range.ts';
import { shortSuppression } from './supp002-short-suppression.ts';
import { suppressionForm } from './supp003-suppression-form.ts';
import { halfSuppression } from './supp004-half-suppression.ts';
import { malformedTags } from './tag001-malformed-tags.ts';
import { oldProductName } from './txt001-old-product-name.ts';
import { missingVersion } from './ver001-missing-version.ts';
import { malformedVersion } from './ver002-malformed-version.ts';
import { longVersion } from './ver003-long-version.ts';
import { versionNotRaised } from './ver004-version-not-raised.ts';
import { versionLowered } from './ver005-version-lowered.ts';
import { noTimeInResult } from './xout001-no-time-in-result.ts';
import { dynamicPlaceholder } from './xout003-dynamic-placeholder.ts';
import { openResult } from './xout005-open-result.ts';
import { columnInOtherCase } from './xout006-column-in-other-case.ts';
import { alertWithoutRows } from './xout007-alert-without-rows.ts';
import { lookBackBeyondPeriod } from './xtime001-look-back-beyond-period.ts';
import { gapBetweenRuns } from './xtime003-gap-between-runs.ts';
import { fixedDate } from './xtime004-fixed-date.ts';
import { brokenYaml } from './yaml001-broken-yaml.ts';
import { tabIndentation } from './yaml002-tab-indentation.ts';
import { duplicateKey } from './yaml003-duplicate-key.ts';
import { severalDocuments } from './yaml004-several-documents.ts';
import { confusableCharacter } from './yaml005-confusable-character.ts';
import { mixedLineEndings } from './yaml006-mixed-line-endings.ts';
import { foldedQuery } from './yaml007-folded-query.ts';

/** All checks. A new one gets its line here, its page in `docs/checks`, and its fixture in `test-fixtures/rules/err`. */
export const checks: readonly Check[] = [
  displayNameLength,
  descriptionLength,
  tooManyPlaceholders,
  unbalancedBraces,
  blankInBraces,
  unknownPlaceholderColumn,
  unknownOverrideColumn,
  overrideValues,
  alertProperty,
  placeholderOfManyRows,
  unknownOverrideKey,
  asimHead,
  asimSchema,
  asimReferences,
  asimName,
  eventOrigin,
  parserNotInUnion,
  noSampleLog,
  unwrittenChangeLog,
  unusedParameter,
  costlyOperator,
  additionalFields,
  tooManyDetails,
  malformedDetailName,
  malformedDetailColumn,
  unknownDetailColumn,
  dynamicDetail,
  emptyDetail,
  detailsDifferByCase,
  missingConnectors,
  missingConnectorId,
  missingDataTypes,
  unknownConnector,
  connectorCase,
  deprecatedConnector,
  undeclaredDataType,
  unreadDataType,
  tableWithoutConnector,
  tableInsteadOfFunction,
  repeatedConnector,
  noConnectorListed,
  missingDescription,
  longDescription,
  descriptionAboveTarget,
  descriptionOpening,
  descriptionRepeatsName,
  quotedDescription,
  unusedSuppression,
  unknownSuppressedCheck,
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
  weakIdentifiers,
  legacyIdentifier,
  dynamicMappedColumn,
  mappedColumnType,
  unmappedLegacyColumn,
  legacyColumnInHunt,
  repeatedMapping,
  noPrimaryEntity,
  nameHoldsAddress,
  valueOutsideList,
  entitiesColumn,
  unknownAggregation,
  incidentForEachRow,
  fileExtension,
  repeatedFileName,
  unknownKey,
  keyCase,
  wrongShape,
  incompleteHunt,
  ruleFieldInHunt,
  huntTimeRange,
  missingId,
  malformedId,
  upperCaseId,
  repeatedId,
  changedId,
  inventedId,
  missingCreateIncident,
  incompleteGrouping,
  unknownMatchingMethod,
  nothingSelected,
  unmappedGroupEntity,
  unknownGroupDetail,
  unknownGroupProperty,
  lookbackRange,
  lookbackForm,
  ignoredGroupLists,
  noEntitiesToMatch,
  groupingWithoutIncidents,
  reopening,
  shortLookback,
  missingKind,
  unknownKind,
  kindCase,
  kindWithoutQuery,
  missingQuery,
  longQuery,
  kqlSyntax,
  kqlMeaning,
  noResult,
  searchEverything,
  unionOfEverything,
  otherService,
  manyWorkspaces,
  externalData,
  arbitraryRows,
  renderInRule,
  statementInRule,
  outdatedIndicators,
  replacedTable,
  timeColumnNames,
  reversedTimes,
  unusedName,
  malformedRegularExpression,
  linkLocale,
  missingMetadata,
  metadataSource,
  incompleteMetadata,
  unknownTactic,
  tacticCase,
  missingTactics,
  manyTactics,
  malformedTechnique,
  unknownTechnique,
  retiredTechnique,
  techniqueWithoutTactic,
  tacticWithoutTechnique,
  missingTechniques,
  manyTechniques,
  techniqueUnknownToRepository,
  mobileTechnique,
  repeatedTechnique,
  legacyTactic,
  missingName,
  longName,
  lengthyName,
  nameAboveTarget,
  nameEndsWithPeriod,
  vagueWordInName,
  repeatedName,
  lookBackInNrt,
  wideNrtResult,
  alertsOfNrtRun,
  seriesInNrt,
  incompleteParser,
  parserVersion,
  parserDate,
  parserCategory,
  malformedFunctionName,
  ambiguousFunctionName,
  parserWithoutResult,
  untestableParameter,
  uncommentedParser,
  missingSchedule,
  nrtSchedule,
  malformedDuration,
  isoDuration,
  durationRange,
  periodBelowFrequency,
  longPeriodFrequency,
  overlappingWindows,
  unknownTriggerOperator,
  undocumentedOperator,
  triggerThreshold,
  constantTrigger,
  thresholdOnGroups,
  missingSeverity,
  unknownSeverity,
  severityCase,
  needlessSkip,
  startTime,
  unknownStatus,
  missingStatus,
  suppressionRange,
  shortSuppression,
  suppressionForm,
  halfSuppression,
  malformedTags,
  oldProductName,
  missingVersion,
  malformedVersion,
  longVersion,
  versionNotRaised,
  versionLowered,
  noTimeInResult,
  dynamicPlaceholder,
  openResult,
  columnInOtherCase,
  alertWithoutRows,
  lookBackBeyondPeriod,
  gapBetweenRuns,
  fixedDate,
  brokenYaml,
  tabIndentation,
  duplicateKey,
  severalDocuments,
  confusableCharacter,
  mixedLineEndings,
  foldedQuery,
];
