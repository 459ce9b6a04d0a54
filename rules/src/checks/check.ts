import type { BoundQuery, Span } from '@rulesmith/kql';
import type { ChangeLog } from '../committedFiles.ts';
import type { Fix, Severity } from '../diagnostic.ts';
import type { DocumentKind } from '../documentKind.ts';
import type { EmbeddedKql } from '../query/embeddedKql.ts';
import type { RuleDocument } from '../ruleDocument.ts';
import type { RuleView } from '../ruleView.ts';
import type { FileIdentity } from '../workspaceIdentities.ts';
import type { RepositoryFacts } from '../workspaceRepository.ts';
import type { ResultColumns } from './resultColumns.ts';

/** The query of a file together with what it means. */
export interface CheckedQuery {
  readonly embedded: EmbeddedKql;
  readonly bound: BoundQuery;
}

/** What a check may look at. */
export interface CheckContext {
  readonly document: RuleDocument;
  readonly rule: RuleView;
  /** Undefined where the file has no query. */
  readonly query: CheckedQuery | undefined;
  /** The columns the query returns; undefined where that cannot be told, and then checks of columns are silent. */
  readonly columns: ResultColumns | undefined;
  /** The file is meant for the Azure-Sentinel repository, whose own checks are stricter. */
  readonly repositoryMode: boolean;
  /** What the other rules, hunting queries and parsers of the workspace are called; empty where there is no workspace. */
  readonly otherFiles: readonly FileIdentity[];
  /** The file as the last commit has it; undefined where it is the same, new, or there is no history. */
  readonly committed: RuleDocument | undefined;
  /** The change log beside a parser; undefined where none belongs to the file. */
  readonly changeLog: ChangeLog | undefined;
  /** What other files of a clone of the Azure-Sentinel repository say. */
  readonly repository: RepositoryFacts;
}

/** What a check found, before the registry adds code and severity. */
export interface Finding {
  readonly span: Span;
  /** One line without full stop; text of the user in backticks. */
  readonly message: string;
  readonly fixes?: readonly Fix[];
  /** Where it is not the severity of the check. */
  readonly severity?: Severity;
}

/** One kind of mistake, in a file of its own named by code and name; `docs/checks` has a page of the same name. */
export interface Check {
  /** The stable code of the catalogue. */
  readonly code: string;
  /** What is wrong, in kebab case: `unknown-severity`. */
  readonly name: string;
  readonly severity: Severity;
  /** Its severity in files meant for the Azure-Sentinel repository; that above where undefined. */
  readonly repositorySeverity?: Severity;
  /** House style of the Azure-Sentinel repository, or what sound rules do too: asked only of files meant for it. */
  readonly repositoryOnly?: true;
  /** Its fixes change how the file is written, not what the rule does, so that they may all be applied unasked. */
  readonly fixesKeepMeaning?: true;
  /** The kinds of file it looks at. */
  readonly appliesTo: readonly Exclude<DocumentKind, 'other'>[];
  check(context: CheckContext): Iterable<Finding>;
}

/** The kinds that Sentinel runs as detections or hunts. */
export const rulesAndHunts = ['rule', 'hunt'] as const;
export const rulesOnly = ['rule'] as const;
export const huntsOnly = ['hunt'] as const;
export const parsersOnly = ['parser'] as const;
export const everyKind = ['rule', 'hunt', 'parser'] as const;
