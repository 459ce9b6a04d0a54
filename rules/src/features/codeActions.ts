import type { Span } from '@rulesmith/kql';
import { keepLineBreaks } from '../checks/keepLineBreaks.ts';
import type { Fix, RuleDiagnostic } from '../diagnostic.ts';
import type { CompletionContext } from './completion.ts';
import { connectorActions } from './connectorActions.ts';
import { entityMappingActions } from './entityMappingActions.ts';
import { fixAllActions } from './fixAll.ts';
import { idActions } from './idActions.ts';
import { queryActions } from './queryActions.ts';
import { sortKeysActions } from './sortKeys.ts';
import { versionActions } from './versionActions.ts';

/** The kinds of the language server protocol; ours below its `source`. */
export type CodeActionKind =
  | 'quickfix'
  | 'refactor.extract'
  | 'refactor.inline'
  | 'refactor.rewrite'
  | 'source.fixAll.rulesmith'
  | 'source.sortKeys.rulesmith';

/** A change of the file on offer. */
export interface CodeAction extends Fix {
  readonly kind: CodeActionKind;
  /** The finding that it settles, where there is one. */
  readonly diagnostic?: RuleDiagnostic;
}

/** What actions may look at. */
export interface CodeActionContext extends CompletionContext {
  /** All findings of the file. */
  readonly diagnostics: readonly RuleDiagnostic[];
  /** What is selected; empty at a cursor. */
  readonly range: Span;
  /** Makes a random GUID; undefined where the host has no source of randomness. */
  readonly newId: (() => string) | undefined;
}

/** A fix together with the finding it settles. */
export interface QuickFix extends Fix {
  readonly diagnostic: RuleDiagnostic;
}

/** The fixes of the findings that touch `range`. */
export function quickFixes(diagnostics: readonly RuleDiagnostic[], range: Span): QuickFix[] {
  return diagnostics
    .filter(({ span }) => span.start <= range.end && range.start <= span.end)
    .flatMap((diagnostic) => diagnostic.fixes.map((fix) => ({ ...fix, diagnostic })));
}

/** What may be done about the findings and the text at a range, fixes first. */
export function codeActions(context: CodeActionContext): CodeAction[] {
  const { document, diagnostics, range } = context;
  if (document.kind === 'other') return [];
  const fixes = quickFixes(diagnostics, range).map((fix) => ({ ...fix, kind: 'quickfix' as const }));
  const others = [idActions, versionActions, entityMappingActions, connectorActions, queryActions, sortKeysActions, fixAllActions];
  return [...fixes, ...others.flatMap((actions) => actions(context))].map((action) => keepLineBreaks(action, document.text));
}
