/** The KQL engine: runs bound queries over tables in memory, reads logs into such tables. Needs no Node, no DOM and no network. */
export type { CancellationToken, Limits, QueryContext, TableSource } from './context.ts';
export { defaultLimits } from './context.ts';
export { concatColumns } from './operators/joinKeys.ts';
export { QueryError, type QueryErrorCode } from './queryError.ts';
export { type ExternalFile, readExternalFile } from './readers/externalFile.ts';
export { detectFormat, type LoadedLog, LogError, type LogFormat, type LogInput, type ReadOptions, readLog } from './readers/readLog.ts';
export type { SkippedRow } from './readers/rowCollector.ts';
export { encodeRows, type QueryResult, runQuery, type StageResult } from './runQuery.ts';
export { ColumnBuilder, columnOf } from './table/builder.ts';
export type { Column } from './table/column.ts';
export { ConstantColumn, DictionaryColumn, FlatColumn } from './table/column.ts';
export { selectionOf } from './table/selection.ts';
export { Table } from './table/table.ts';
export { encodeValue, type JsonValue, stringifyJson } from './values/encode.ts';
export { type Instant, instantOfTicks, ticksOfInstant } from './values/instant.ts';
export { formatInstantTicks as formatInstant, parseInstantTicks as parseInstant } from './values/ticks.ts';
export { formatTimespan, parseTimespan } from './values/timespan.ts';
export type { Value } from './values/value.ts';
