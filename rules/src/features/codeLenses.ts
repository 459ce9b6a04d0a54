import type { Span } from '@rulesmith/kql';
import type { RuleDocument } from '../ruleDocument.ts';

/** Something to do, offered above a line of the file. */
export interface CodeLens {
  readonly span: Span;
  readonly title: string;
  readonly action: 'run' | 'choose-samples';
}

/** Above `query:` of a rule or hunt: run it, or choose the samples first. */
export function codeLenses(document: RuleDocument): CodeLens[] {
  const query = document.queries[0];
  if (query === undefined || document.kind === 'other' || document.kind === 'parser' || query.text.trim() === '') return [];
  return [
    { span: query.keySpan, title: '$(play) Run on sample', action: 'run' },
    { span: query.keySpan, title: 'Choose samples…', action: 'choose-samples' },
  ];
}
