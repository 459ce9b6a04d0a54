/**
 * The messages between the VS Code extension and the language server that LSP does not have. Both ends take method names and types from
 * `ServerRequests` and `ServerNotifications`, so that a wrong pair does not compile. A run or a query is cancelled by cancelling its LSP request.
 */
import type { Cell } from './cell.ts';
import type { CheckHitsParams, CheckHitsReply, HitsOutcome, HitsSchemaParams, HitsSchemaReply, QueryHitsParams } from './hitsQuery.ts';
import type { NewRule } from './newRule.ts';
import type { RunOutcome } from './run.ts';
import type { SchemaTextParams, SchemaTextReply } from './schemaText.ts';

export interface RunRuleParams {
  /** The rule's document; the text the editor has open wins over the file. */
  readonly uri: string;
  /** Files or folders (URIs or absolute paths) to read samples from; undefined: look in the usual places. */
  readonly samples?: readonly string[];
  /** ISO instant that `now()` shall be; undefined: just after the newest TimeGenerated of the samples. */
  readonly now?: string;
  /** Chosen by the client; names the run in progress, in row requests and in the reply. */
  readonly runId: string;
}

export interface RowSort {
  /** Index into the columns of the result. */
  readonly column: number;
  readonly descending: boolean;
}

export interface ResultRowsParams {
  /** A run, or a query of its hits (its `scratchId`). */
  readonly runId: string;
  /** The whole result, or the rows of the alert with this index. */
  readonly table: 'result' | number;
  readonly offset: number;
  /** At most `maxRowsPerRequest`; more is cut down to it. */
  readonly limit: number;
  /** Order by this column's values (nulls first when ascending, ties in result order); undefined: the order of the query. */
  readonly sort?: RowSort;
  /** Keep only rows in which some cell's text contains this, letter case ignored; undefined or empty: all rows. */
  readonly filter?: string;
}

export interface ResultRows {
  readonly kind: 'rows';
  readonly offset: number;
  readonly rows: readonly (readonly Cell[])[];
  /** Rows in all after filtering. */
  readonly rowCount: number;
}

/** The server no longer holds the run: a newer run of the same rule replaced it, or the worker was restarted. */
export interface ResultGone {
  readonly kind: 'gone';
}

export type ResultRowsReply = ResultRows | ResultGone;

/** The most rows one `rulesmith/resultRows` request gives. */
export const maxRowsPerRequest = 1000;

export interface RunProgressParams {
  readonly runId: string;
  readonly phase: 'loading' | 'querying' | 'simulating';
  /** A few words for the progress notification: `Reading u_ex240501.log`. */
  readonly message: string;
  /** From 0 to 100; undefined where it cannot be told. */
  readonly percent?: number;
}

/** Requests of the client, by method. */
export interface ServerRequests {
  'rulesmith/runRule': { readonly params: RunRuleParams; readonly result: RunOutcome };
  'rulesmith/resultRows': { readonly params: ResultRowsParams; readonly result: ResultRowsReply };
  /** What a query of the hits of a run may refer to. */
  'rulesmith/hitsSchema': { readonly params: HitsSchemaParams; readonly result: HitsSchemaReply };
  /** What is wrong with queries of the hits, without running them. */
  'rulesmith/checkHits': { readonly params: CheckHitsParams; readonly result: CheckHitsReply };
  'rulesmith/queryHits': { readonly params: QueryHitsParams; readonly result: HitsOutcome };
  /** What a document of the scheme `rulesmith-schema` holds. */
  'rulesmith/schemaText': { readonly params: SchemaTextParams; readonly result: SchemaTextReply };
  /** Templates of rules, each with a fresh id. */
  'rulesmith/newRules': { readonly params: object; readonly result: readonly NewRule[] };
}

/** Notifications of the server, by method. */
export interface ServerNotifications {
  'rulesmith/runProgress': RunProgressParams;
}

export type ServerRequestMethod = keyof ServerRequests;
export type ServerNotificationMethod = keyof ServerNotifications;

/** `initializationOptions` of the `initialize` request. */
export interface ServerInitializationOptions {
  /** False in Restricted Mode: then only files inside the workspace folders are read, whatever a setting or request says. */
  readonly workspaceTrusted: boolean;
  /** The client opens documents of the scheme `rulesmith-schema`; else definitions do not lead to them. */
  readonly showsSchemas?: boolean;
}

/** What `workspace/configuration` gives for the section `rulesmith`; the manifest has the same keys and defaults. */
export interface RulesmithSettings {
  readonly run: {
    /** The client runs the rule itself; the server need not read this. */
    readonly onSave: boolean;
    /** Rows that one operator may produce before the run is stopped. */
    readonly maxRows: number;
    /** Memory a run may take before it is stopped, in MiB. */
    readonly maxMemoryMb: number;
    /** How long after TimeGenerated an event is ingested, for `ingestion_time()`: `0m`, `5m`, `2h`. */
    readonly ingestionDelay: string;
  };
  readonly samples: {
    /** Sample folders, relative to each workspace folder or absolute; absolute ones are ignored in Restricted Mode. */
    readonly folders: readonly string[];
  };
  readonly checks: {
    /** Whether the stricter checks of the Azure-Sentinel repository apply; `auto`: where the workspace is a clone of it. */
    readonly repositoryMode: 'auto' | 'on' | 'off';
    /** Codes of checks that are switched off, such as `ENT001`, or `CODE:GLOB` for some files. */
    readonly disabled: readonly string[];
    /** Check the rules of the workspace that are not open, too. */
    readonly closedFiles: boolean;
    /** A baseline file, relative to each workspace folder; empty for none. */
    readonly baseline: string;
  };
  readonly inlayHints: {
    /** Show behind each stage of a query the columns it gives. */
    readonly columns: boolean;
  };
}

/** Commands that code lenses and code actions of the server name; their arguments after the colon. */
export const commandIds = {
  /** Run a rule on its samples: `[uri: string]`; without argument the rule in the active editor. */
  runRule: 'rulesmith.runRule',
  /** Choose sample files for a rule, then run it: `[uri: string]`. */
  chooseSamples: 'rulesmith.chooseSamples',
} as const;
