import { formatInstant } from '@rulesmith/engine';
import type { ColumnInfo, FunctionInfo, HitsOutcome, HitsSchema } from '@rulesmith/protocol';
import type { Declarations, HitsQueryOutcome, HitsScope } from '@rulesmith/rules';

type FunctionSchema = Declarations['functions'][number];

/** A query of the hits as the protocol tells it. `changed` are the samples that are no longer what the run has read. */
export function toHitsOutcome(scratchId: string, outcome: HitsQueryOutcome, changed: readonly string[]): HitsOutcome {
  if (outcome.kind === 'failed') {
    const { reason: kind, message, remedy, span } = outcome;
    return { kind, scratchId, message, ...(remedy === undefined ? {} : { remedy }), ...(span === undefined ? {} : { span }) };
  }
  const { result, samples, timings, notes } = outcome;
  const read = new Set(samples.map(({ path }) => path));
  const changeNotes = changed
    .filter((path) => read.has(path))
    .map((path) => `${path} was changed after the run: the query reads it as it is now, the hits are of before`);
  return {
    kind: 'completed',
    scratchId,
    columns: result.schema.map(toColumn),
    rowCount: result.rowCount,
    timings,
    notes: [...changeNotes, ...notes],
  };
}

/** Of the functions only those with a body, which a client can bind by itself. */
export function toHitsSchema(scope: HitsScope, functions: readonly FunctionSchema[]): HitsSchema {
  return {
    kind: 'schema',
    now: formatInstant(scope.now),
    tables: scope.tables.map(({ name, columns }) => ({ name, columns: columns.map(toColumn) })),
    functions: functions.flatMap((each) => toFunction(each) ?? []),
  };
}

function toColumn({ name, type }: ColumnInfo): ColumnInfo {
  return { name, type };
}

function toFunction({ name, parameters, body }: FunctionSchema): FunctionInfo | undefined {
  if (body === undefined) return undefined;
  return {
    name,
    body,
    parameters: parameters.map(({ name: parameter, type, columns, defaultText }) => ({
      name: parameter,
      type,
      ...(columns === undefined ? {} : { columns: columns.map(toColumn) }),
      ...(defaultText === undefined ? {} : { defaultText }),
    })),
  };
}
