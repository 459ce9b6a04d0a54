import { type KqlTokenKind, type Span, semanticTokensOf } from '@rulesmith/kql';
import type { CheckedQuery } from '../checks/check.ts';
import type { RuleDocument } from '../ruleDocument.ts';

/** A piece of one line of the file. */
export interface SemanticToken {
  readonly span: Span;
  readonly kind: KqlTokenKind;
  readonly declares: boolean;
  readonly builtIn: boolean;
}

const tokensOfQuery = new WeakMap<CheckedQuery['bound'], { readonly document: RuleDocument; readonly tokens: readonly SemanticToken[] }>();

/** The tokens of the query in the order of the file, those that touch `range` where one is given; none goes over a line. */
export function semanticTokensIn(document: RuleDocument, query: CheckedQuery | undefined, range?: Span): readonly SemanticToken[] {
  if (query === undefined) return [];
  const known = tokensOfQuery.get(query.bound);
  const tokens = known?.document === document ? known.tokens : tokensInFile(document, query);
  tokensOfQuery.set(query.bound, { document, tokens });
  return range === undefined ? tokens : tokens.filter(({ span }) => span.start < range.end && range.start < span.end);
}

function tokensInFile({ text }: RuleDocument, { embedded, bound }: CheckedQuery): SemanticToken[] {
  const tokens: SemanticToken[] = [];
  let end = 0;
  for (const token of semanticTokensOf(bound)) {
    if (!embedded.isWritten(token.span)) continue;
    // The language takes members of dynamic values for functions.
    const isMember = token.kind === 'function' && !token.builtIn && /\.\s*$/.test(bound.text.slice(0, token.span.start).slice(-20));
    for (const span of linesOf(text, embedded.toSource(token.span))) {
      // Through an alias the query may be written where other text stands too; editors want each character once.
      if (span.start >= end) tokens.push({ ...token, span, ...(isMember ? { kind: 'column' } : {}) });
      end = Math.max(end, span.end);
    }
  }
  return tokens;
}

/** The parts of a span on each line, without the blanks around them. */
function linesOf(text: string, { start, end }: Span): Span[] {
  return [...text.slice(start, end).matchAll(/[^\s][^\r\n]*/g)].flatMap((line) => {
    const length = line[0].trimEnd().length;
    return length === 0 ? [] : [{ start: start + line.index, end: start + line.index + length }];
  });
}
