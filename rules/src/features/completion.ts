import type { KqlCompletionKind, Span } from '@rulesmith/kql';
import type { CheckedQuery } from '../checks/check.ts';
import type { RuleDocument } from '../ruleDocument.ts';
import type { SampleValues } from '../samples/sampleValues.ts';
import { keyCompletions } from './keyCompletion.ts';
import { isNewFile, mayBecomeRule, templateCompletions } from './newFileCompletion.ts';
import { queryCompletions } from './queryCompletion.ts';
import { valueCompletions } from './valueCompletion.ts';
import { yamlContextAt } from './yamlContext.ts';

export type CompletionKind = KqlCompletionKind | 'key' | 'value' | 'snippet';

/** One thing that may be written at the cursor. */
export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** What replaces the range of the list, as it must be written in the file; lines below the first get the indentation of the line. */
  readonly insertText: string;
  /** `insertText` is a snippet: `$0` is where the cursor ends up. */
  readonly snippet: boolean;
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** Orders the list. */
  readonly sortText: string;
  /** What typed text is matched with, where it is not the label. */
  readonly filterText?: string;
}

export interface CompletionList {
  /** The part of the file that an item replaces. */
  readonly replace: Span;
  readonly items: readonly CompletionItem[];
}

/** What completion may look at. */
export interface CompletionContext {
  readonly document: RuleDocument;
  readonly query: CheckedQuery | undefined;
  /** Makes a random GUID; undefined where the host has no source of randomness. */
  readonly newId?: (() => string) | undefined;
}

/** What may be written at `offset` of the file: KQL in the query, keys and values around it. */
export function completionsIn(context: CompletionContext, offset: number, known: SampleValues = noValues): CompletionList {
  if (context.document.kind === 'other') return newFileCompletions(context, offset);
  const inQuery = queryCompletions(context, offset, known);
  if (inQuery !== undefined) return inQuery;
  const yaml = yamlContextAt(context.document.text, offset);
  if (yaml.before.includes('#') && /(^|\s)#/.test(yaml.before)) return { replace: yaml.word, items: [] };
  const keys = yaml.place === 'value' ? [] : keyCompletions(context, yaml, offset);
  const values = valueCompletions(context, yaml, offset);
  return { replace: yaml.word, items: [...keys, ...values].sort((a, b) => (a.sortText < b.sortText ? -1 : 1)) };
}

function newFileCompletions(context: CompletionContext, offset: number): CompletionList {
  const yaml = yamlContextAt(context.document.text, offset);
  if (yaml.path.length > 0 || yaml.place !== 'key') return { replace: yaml.word, items: [] };
  if (isNewFile(context.document)) return { replace: yaml.word, items: templateCompletions() };
  return { replace: yaml.word, items: mayBecomeRule(context.document) ? keyCompletions(context, yaml, offset) : [] };
}

const noValues: SampleValues = { of: () => undefined };
