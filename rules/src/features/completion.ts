import { completionsAt, type KqlCompletionKind, type Span } from '@rulesmith/kql';
import type { CheckedQuery } from '../checks/check.ts';
import type { EmbeddedKql } from '../query/embeddedKql.ts';
import type { RuleDocument } from '../ruleDocument.ts';
import type { SampleValues } from '../samples/sampleValues.ts';
import { keyCompletions } from './keyCompletion.ts';
import { isNewFile, mayBecomeRule, templateCompletions } from './newFileCompletion.ts';
import { sampleValueCompletion } from './sampleValueCompletion.ts';
import { valueCompletions } from './valueCompletion.ts';
import { yamlContextAt } from './yamlContext.ts';

export type CompletionKind = KqlCompletionKind | 'key' | 'value';

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
}

/** What may be written at `offset` of the file: KQL in the query, keys and values around it. */
export function completionsIn(context: CompletionContext, offset: number, known: SampleValues = noValues): CompletionList {
  if (context.document.kind === 'other') return newFileCompletions(context, offset);
  const generated = context.query?.embedded.toGenerated(offset);
  if (context.query !== undefined && generated !== undefined) return queryCompletions(context.query, offset, generated, known);
  const yaml = yamlContextAt(context.document.text, offset);
  if (yaml.before.includes('#') && /(^|\s)#/.test(yaml.before)) return { replace: yaml.word, items: [] };
  const keys = yaml.place === 'value' ? [] : keyCompletions(context, yaml, offset);
  const values = yaml.place === 'key' ? [] : valueCompletions(context, yaml, offset);
  return { replace: yaml.word, items: [...keys, ...values] };
}

function newFileCompletions(context: CompletionContext, offset: number): CompletionList {
  const yaml = yamlContextAt(context.document.text, offset);
  if (yaml.path.length > 0 || yaml.place !== 'key') return { replace: yaml.word, items: [] };
  if (isNewFile(context.document)) return { replace: yaml.word, items: templateCompletions() };
  return { replace: yaml.word, items: mayBecomeRule(context.document) ? keyCompletions(context, yaml, offset) : [] };
}

const noValues: SampleValues = { of: () => undefined };

function queryCompletions({ embedded, bound }: CheckedQuery, offset: number, generated: number, known: SampleValues): CompletionList {
  const values = sampleValueCompletion(bound, generated, known);
  const language = completionsAt(bound, generated);
  const replace = values?.replace ?? language.replace;
  // Where a literal was begun only values can follow.
  const isLiteral = values !== undefined && values.replace.start < generated;
  const items = [...(values?.items ?? []).filter((item) => canWrite(embedded, item.insertText)), ...(isLiteral ? [] : language.items)];
  const isBlock = embedded.style === 'literal' || embedded.style === 'folded';
  const source = embedded.toSource(replace);
  // The cursor may stand where no text of the query is yet, behind the indentation of an empty line.
  const start = replace.start === generated ? offset : source.start;
  const end = replace.end === generated ? offset : source.end;
  return {
    replace: { start, end },
    items: items.map((item) => ({
      ...item,
      insertText: isBlock ? item.insertText : embedded.encode(item.insertText),
      snippet: item.snippet === true,
    })),
  };
}

/** In a plain scalar some texts would end it, or begin a comment; a text with braces may be taken for a placeholder. */
function canWrite({ style }: EmbeddedKql, text: string): boolean {
  return !text.includes('{{') && (style !== 'plain' || !/[:#]/.test(text));
}
