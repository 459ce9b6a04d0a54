import { type BoundQuery, bindQuery, type Catalog } from '@rulesmith/kql';
import { type AcceptedFinding, withoutAccepted } from './checkPolicy.ts';
import type { CheckContext, CheckedQuery } from './checks/check.ts';
import { resultColumns } from './checks/resultColumns.ts';
import { runChecks } from './checks/runChecks.ts';
import type { ChangeLog } from './committedFiles.ts';
import type { RuleDiagnostic } from './diagnostic.ts';
import type { RuleDocument } from './ruleDocument.ts';
import type { FileIdentity } from './workspaceIdentities.ts';
import { noRepositoryFacts, type RepositoryFacts } from './workspaceRepository.ts';

export interface CheckOptions {
  /** The files are meant for the Azure-Sentinel repository, whose checks are stricter. */
  readonly repositoryMode?: boolean;
  /** Codes of checks that are switched off. */
  readonly disabled?: ReadonlySet<string>;
  /** Findings of the file that are known and left out. */
  readonly accepted?: readonly AcceptedFinding[];
  /** The other files of the workspace, for what must be unique in it. */
  readonly otherFiles?: readonly FileIdentity[];
  /** The file as the last commit has it, where it differs. */
  readonly committed?: RuleDocument | undefined;
  /** The change log that belongs to the file. */
  readonly changeLog?: ChangeLog | undefined;
  /** What other files of a clone of the repository say. */
  readonly repository?: RepositoryFacts;
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
    committed: options.committed,
    changeLog: options.changeLog,
    repository: options.repository ?? noRepositoryFacts,
  };
  return [...withoutAccepted(runChecks(context, options.disabled), options.accepted ?? []).left];
}
