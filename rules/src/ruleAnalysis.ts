import { type BoundQuery, bindQuery, type Catalog } from '@rulesmith/kql';
import type { CheckContext, CheckedQuery } from './checks/check.ts';
import { resultColumns } from './checks/resultColumns.ts';
import { runChecks } from './checks/runChecks.ts';
import type { RuleDiagnostic } from './diagnostic.ts';
import type { RuleDocument } from './ruleDocument.ts';
import type { FileIdentity } from './workspaceIdentities.ts';

export interface CheckOptions {
  /** The files are meant for the Azure-Sentinel repository, whose checks are stricter. */
  readonly repositoryMode?: boolean;
  /** Codes of checks that are switched off. */
  readonly disabled?: ReadonlySet<string>;
  /** The other files of the workspace, for what must be unique in it. */
  readonly otherFiles?: readonly FileIdentity[];
}

/** The query of a document bound against a catalog; undefined where the document has none. */
export function bindDocument(document: RuleDocument, catalog: Catalog, bind = bindQuery): CheckedQuery | undefined {
  const embedded = document.queries[0];
  return embedded === undefined ? undefined : { embedded, bound: bind(embedded.kql, catalog) satisfies BoundQuery };
}

/** Everything the checks find in a document. */
export function diagnose(document: RuleDocument, query: CheckedQuery | undefined, options: CheckOptions = {}): RuleDiagnostic[] {
  const columns = query === undefined ? undefined : resultColumns(query.bound);
  const context: CheckContext = {
    document,
    rule: document.rule,
    query,
    columns,
    repositoryMode: options.repositoryMode === true,
    otherFiles: options.otherFiles ?? [],
  };
  return runChecks(context, options.disabled);
}
