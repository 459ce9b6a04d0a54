import { type Catalog, type Span, standardCatalog, warmUp, warmUpCompletion } from '@rulesmith/kql';
import type { CheckedQuery } from './checks/check.ts';
import { CommittedFiles, type FileToCompare } from './committedFiles.ts';
import type { RuleDiagnostic, TextEdit } from './diagnostic.ts';
import { DocumentCache } from './documentCache.ts';
import { type CodeAction, type CodeActionKind, codeActions } from './features/codeActions.ts';
import { type CodeLens, codeLenses } from './features/codeLenses.ts';
import { type CompletionList, completionsIn } from './features/completion.ts';
import { type Definition, definitionsIn } from './features/definition.ts';
import { type DocumentLink, documentLinks } from './features/documentLinks.ts';
import { foldingSpans } from './features/folding.ts';
import { formatRule } from './features/formatting.ts';
import { type Hover, hoverIn } from './features/hover.ts';
import { type InlayHint, inlayHintsIn } from './features/inlayHints.ts';
import { type Highlight, highlightsIn, referencesIn } from './features/references.ts';
import { type RenameEdits, type RenameRefusal, type RenameTarget, renameIn, renameTargetIn } from './features/rename.ts';
import { type NewRule, newRules } from './features/ruleTemplates.ts';
import { type SchemaText, schemaTextOf } from './features/schemaText.ts';
import { selectionSpansIn } from './features/selectionRanges.ts';
import { type SemanticToken, semanticTokensIn } from './features/semanticTokens.ts';
import { type SignatureHelp, signatureHelpIn } from './features/signatureHelp.ts';
import { type DocumentSymbol, documentSymbols } from './features/symbols.ts';
import { type Logger, silentLogger } from './logging.ts';
import { type CheckOptions, diagnose } from './ruleAnalysis.ts';
import type { RuleDocument } from './ruleDocument.ts';
import type { SampleValues } from './samples/sampleValues.ts';
import { emptyWorkspace, type Workspace } from './workspace.ts';
import { type Declarations, loadDeclarations, noDeclarations, withDeclarations } from './workspaceCatalog.ts';
import { type FileIdentity, identitiesBeside, loadIdentities } from './workspaceIdentities.ts';
import { loadRepositoryFacts, noRepositoryFacts } from './workspaceRepository.ts';

export interface RuleServiceInit {
  readonly workspace?: Workspace;
  readonly logger?: Logger;
  /** What every workspace has; the standard catalog of Sentinel unless given. */
  readonly catalog?: Catalog;
  /** Makes a random GUID. Without it no new ids are on offer. */
  readonly newId?: () => string;
}

export interface CodeActionOptions extends CheckOptions {
  /** Whether a kind of action is asked for; all of them unless given. */
  readonly wants?: (kind: CodeActionKind) => boolean;
}

/** The rule language service: what an editor asks, as plain methods over documents. No method throws for what a document holds. */
export interface RuleService {
  /** The catalog with what the workspace declares; a new object after each reload that changed something. */
  readonly catalog: Catalog;
  /** What the files of the workspace declare: plain data, for a worker that makes the same catalog. */
  readonly declarations: Declarations;
  /** The paths of the rules, hunting queries and parsers of the workspace. */
  readonly ruleFiles: readonly string[];
  /** The parsed document of this version of a text; the same object when asked again. */
  document(uri: string, version: number, text: string): RuleDocument;
  /** Lets go of what is kept for a document. */
  close(uri: string): void;
  /** The document's query, bound; undefined where it has none. */
  query(document: RuleDocument): CheckedQuery | undefined;
  diagnostics(document: RuleDocument, options?: CheckOptions): readonly RuleDiagnostic[];
  /** What may be written at an offset of the file; `values` are those that occur in its samples. */
  completions(document: RuleDocument, offset: number, values?: SampleValues): CompletionList;
  hover(document: RuleDocument, offset: number): Hover | undefined;
  /** The call in the query that an offset of the file lies in. */
  signatureHelp(document: RuleDocument, offset: number): SignatureHelp | undefined;
  /** What may be done about the findings and the text at a range of the file. */
  codeActions(document: RuleDocument, range: Span, options?: CodeActionOptions): readonly CodeAction[];
  /** Edits of blanks and line breaks that format the file, or the part of it that touches `range`; the file says the same after them. */
  format(document: RuleDocument, range?: Span): readonly TextEdit[];
  codeLenses(document: RuleDocument): readonly CodeLens[];
  symbols(document: RuleDocument): readonly DocumentSymbol[];
  /** Where what is named at an offset is made: in the query, in another file, or in the schema of a table. */
  definitions(document: RuleDocument, offset: number): Promise<readonly Definition[]>;
  /** The places that name what is named at an offset, in the query and in the YAML. */
  references(document: RuleDocument, offset: number, declarations: boolean): readonly Span[];
  highlights(document: RuleDocument, offset: number): readonly Highlight[];
  /** What a rename at an offset would rename, or why it cannot. */
  renameTarget(document: RuleDocument, offset: number): RenameTarget | RenameRefusal | undefined;
  /** Edits after which the rule means the same under the new name; refused where there are none. */
  rename(document: RuleDocument, offset: number, newName: string): RenameEdits | RenameRefusal | undefined;
  semanticTokens(document: RuleDocument, range?: Span): readonly SemanticToken[];
  foldingRanges(document: RuleDocument): readonly Span[];
  /** What a selection grows to, the smallest first. */
  selectionRanges(document: RuleDocument, offset: number): readonly Span[];
  links(document: RuleDocument): readonly DocumentLink[];
  /** The columns behind each stage of the query that changes them. */
  inlayHints(document: RuleDocument, range: Span): readonly InlayHint[];
  /** The schema of a table or function of the catalog, as a text. */
  schemaText(name: string): SchemaText | undefined;
  /** Whole rules to begin with, each with a fresh id; none without a source of ids. */
  newRules(): readonly NewRule[];
  /** Reads what the last commit says of files, for the checks that compare with it; returns the URIs for which that is not what it was. */
  loadCommitted(files: readonly FileToCompare[]): Promise<readonly string[]>;
  /** Reads the declarations of the workspace again. */
  reloadWorkspace(): Promise<void>;
  /** Runs the parser once, so that the first real query does not pay for its start (about half a second). */
  warmUp(): void;
  /** The same of completion, which has a start of its own. */
  warmUpCompletion(): void;
}

export function createRuleService({
  workspace = emptyWorkspace,
  logger = silentLogger,
  catalog: base = standardCatalog(),
  newId,
}: RuleServiceInit = {}): RuleService {
  const cache = new DocumentCache();
  const committed = new CommittedFiles(workspace);
  let catalog = base;
  let declarations = noDeclarations;
  let repository = noRepositoryFacts;
  let identities: readonly FileIdentity[] = [];
  const query = (document: RuleDocument) => (document.kind === 'other' ? undefined : cache.query(document, catalog));
  const diagnostics = (document: RuleDocument, options?: CheckOptions) =>
    document.kind === 'other'
      ? []
      : diagnose(document, query(document), {
          otherFiles: identitiesBeside(identities, document.uri),
          committed: committed.document(document),
          changeLog: committed.changeLog(document),
          repository,
          ...options,
        });
  return {
    get catalog() {
      return catalog;
    },
    get declarations() {
      return declarations;
    },
    get ruleFiles() {
      return identities.map(({ path }) => path);
    },
    document: (uri, version, text) => cache.document(uri, version, text),
    close: (uri) => {
      cache.forget(uri);
      committed.forget(uri);
    },
    query,
    diagnostics,
    codeActions: (document, range, { wants, ...options } = {}) =>
      codeActions({ document, query: query(document), diagnostics: diagnostics(document, options), range, newId }, wants),
    completions: (document, offset, values) => completionsIn({ document, query: query(document), newId }, offset, values),
    hover: (document, offset) => hoverIn({ document, query: query(document) }, offset),
    signatureHelp: (document, offset) => signatureHelpIn({ document, query: query(document) }, offset),
    format: (document, range) => formatRule(document, query(document), range),
    codeLenses: (document) => codeLenses(document),
    symbols: (document) => documentSymbols(document, query(document)),
    definitions: (document, offset) =>
      definitionsIn({ document, query: query(document) }, offset, { workspace, files: declarations.files ?? [] }),
    references: (document, offset, withDeclaration) => referencesIn({ document, query: query(document) }, offset, withDeclaration),
    highlights: (document, offset) => highlightsIn({ document, query: query(document) }, offset),
    renameTarget: (document, offset) => renameTargetIn({ document, query: query(document) }, offset),
    rename: (document, offset, newName) => renameIn({ document, query: query(document) }, offset, newName),
    semanticTokens: (document, range) => semanticTokensIn(document, query(document), range),
    foldingRanges: (document) => foldingSpans(document, query(document)),
    selectionRanges: (document, offset) => selectionSpansIn({ document, query: query(document) }, offset),
    links: (document) => documentLinks(document),
    inlayHints: (document, range) => inlayHintsIn(query(document), range),
    schemaText: (name) => schemaTextOf(catalog, name),
    newRules: () => (newId === undefined ? [] : newRules(newId)),
    loadCommitted: (files) => committed.load(files),
    reloadWorkspace: async () => {
      identities = await loadIdentities(workspace);
      repository = await loadRepositoryFacts(workspace);
      const loaded = await loadDeclarations(workspace, logger);
      if (JSON.stringify(loaded) === JSON.stringify(declarations)) return;
      declarations = loaded;
      catalog = withDeclarations(base, declarations);
    },
    warmUp: () => warmUp(catalog),
    warmUpCompletion: () => warmUpCompletion(catalog),
  };
}
