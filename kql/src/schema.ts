import type { KqlType } from './types.ts';

export interface ColumnSchema {
  readonly name: string;
  readonly type: KqlType;
  /** What the column holds, in our own words; undefined where nothing is known beyond the name and type. */
  readonly description?: string;
}

export interface TableSchema {
  readonly name: string;
  readonly columns: readonly ColumnSchema[];
  /** The table may have more columns than are listed (`_CL` tables nobody declared, `bag_unpack`): a missing column is no error. */
  readonly open?: boolean;
  readonly description?: string;
}

/** A parameter of a function of the workspace: scalar, or a table with the columns it must at least have. */
export interface FunctionParameter {
  readonly name: string;
  readonly type: KqlType | 'table';
  /** For a table: the columns the function reads; empty means any table, `(*)`. */
  readonly columns?: readonly ColumnSchema[];
  /** The default as KQL text (`datetime(null)`, `'*'`, `dynamic([])`); undefined makes the parameter mandatory. */
  readonly defaultText?: string;
}

/** A function that is not built into KQL: an ASIM parser, a saved function, a parser of the workspace. */
export interface FunctionSchema {
  readonly name: string;
  readonly parameters: readonly FunctionParameter[];
  /** The KQL of the body; undefined for a function of which only the result is known (the built-in ASIM parsers). */
  readonly body?: string;
  /** The columns it returns, where there is no body to tell. */
  readonly result?: readonly ColumnSchema[];
  /** It may return more columns than `result` lists, as a watchlist does. */
  readonly resultIsOpen?: boolean;
  readonly description?: string;
}
