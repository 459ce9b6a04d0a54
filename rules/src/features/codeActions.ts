import type { Span } from '@rulesmith/kql';
import { keepLineBreaks } from '../checks/keepLineBreaks.ts';
import type { Fix, RuleDiagnostic } from '../diagnostic.ts';
import type { CompletionContext } from './completion.ts';
import { connectorActions } from './connectorActions.ts';
import { entityMappingActions } from './entityMappingActions.ts';
import { fixAllActions } from './fixAll.ts';
import { idActions } from './idActions.ts';
import { extractActions, inlineActions, modernizeActions } from './queryActions.ts';
import { sortKeysActions } from './sortKeys.ts';
import { suppressActions } from './suppressActions.ts';
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

/** Who finds which kinds; nobody is asked for what is not wanted, as some of it takes longer than a keystroke may. */
const finders: readonly { readonly kinds: readonly CodeActionKind[]; readonly find: (context: CodeActionContext) => CodeAction[] }[] = [
  { kinds: ['quickfix'], find: fixActions },
  { kinds: ['quickfix', 'refactor.rewrite'], find: idActions },
  { kinds: ['refactor.rewrite'], find: versionActions },
  { kinds: ['quickfix', 'refactor.rewrite'], find: entityMappingActions },
  { kinds: ['quickfix', 'refactor.rewrite'], find: connectorActions },
  { kinds: ['quickfix'], find: suppressActions },
  { kinds: ['refactor.extract'], find: extractActions },
  { kinds: ['refactor.inline'], find: inlineActions },
  { kinds: ['refactor.rewrite'], find: modernizeActions },
  { kinds: ['source.sortKeys.rulesmith'], find: sortKeysActions },
  { kinds: ['source.fixAll.rulesmith'], find: fixAllActions },
];

/** What may be done about the findings and the text at a range, fixes first; only kinds that `wants` says. */
export function codeActions(context: CodeActionContext, wants: (kind: CodeActionKind) => boolean = () => true): CodeAction[] {
  const { document } = context;
  if (document.kind === 'other') return [];
  return finders
    .filter(({ kinds }) => kinds.some(wants))
    .flatMap(({ find }) => find(context))
    .filter(({ kind }) => wants(kind))
    .map((action) => keepLineBreaks(action, document.text));
}

function fixActions({ diagnostics, range }: CodeActionContext): CodeAction[] {
  return quickFixes(diagnostics, range).map((fix) => ({ ...fix, kind: 'quickfix' }));
}
