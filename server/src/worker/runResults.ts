import { encodeRows, type JsonValue, stringifyJson, type Table } from '@rulesmith/engine';
import { type Cell, maxRowsPerRequest, type ResultRowsParams, type ResultRowsReply, toCell } from '@rulesmith/protocol';
import { orderRows } from './orderRows.ts';

export interface RunResult {
  /** What the result is the last one of: a rule, or a run whose hits were queried. */
  readonly owner: string;
  readonly table: Table;
  /** The rows of each alert. */
  readonly alertRows: readonly (readonly number[])[];
}

interface KeptResult extends RunResult {
  /** The rows last asked for in some order or by some filter, so that the next page need not sort again. */
  view?: { readonly key: string; readonly rows: readonly number[] };
}

/** Results of more owners are forgotten, the oldest first. */
export const mostResults = 8;

/** The last result of each owner. */
export class RunResults {
  readonly #results = new Map<string, KeptResult>();

  /** Keeps a result in place of an earlier one of the same owner. */
  keep(runId: string, result: RunResult): void {
    for (const [id, kept] of this.#results) if (kept.owner === result.owner) this.#results.delete(id);
    this.#results.set(runId, { ...result });
    const oldest = this.#results.keys().next().value;
    if (this.#results.size > mostResults && oldest !== undefined) this.#results.delete(oldest);
  }

  page(params: ResultRowsParams): ResultRowsReply {
    const kept = this.#results.get(params.runId);
    if (kept === undefined) return { kind: 'gone' };
    const rows = viewOf(kept, params);
    const offset = Math.max(0, Math.floor(params.offset));
    const limit = Math.max(0, Math.min(Math.floor(params.limit), maxRowsPerRequest));
    const wanted = rows.slice(offset, offset + limit);
    return { kind: 'rows', offset, rows: wanted.map((row) => cellsOf(kept.table, row)), rowCount: rows.length };
  }
}

function viewOf(kept: KeptResult, { table, sort, filter }: ResultRowsParams): readonly number[] {
  const key = JSON.stringify([table, sort, filter]);
  if (kept.view?.key === key) return kept.view.rows;
  const all = table === 'result' ? Array.from({ length: kept.table.rowCount }, (_, row) => row) : (kept.alertRows[table] ?? []);
  const needle = filter?.toLowerCase() ?? '';
  const matching =
    needle === ''
      ? all
      : all.filter((row) =>
          cellsOf(kept.table, row).some((cell) =>
            String(cell ?? '')
              .toLowerCase()
              .includes(needle),
          ),
        );
  const rows = sort === undefined ? matching : orderRows(kept.table, matching, sort);
  kept.view = { key, rows };
  return rows;
}

function cellsOf(table: Table, row: number): Cell[] {
  const [values = []] = encodeRows(table, row, row + 1);
  return values.map((value, index) => toCell(value, table.schema[index]?.type ?? 'string', (json) => stringifyJson(json as JsonValue)));
}
