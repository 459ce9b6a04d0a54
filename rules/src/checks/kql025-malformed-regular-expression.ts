import { compileRegex, QueryError } from '@rulesmith/engine';
import type { Expression, Query } from '@rulesmith/kql';
import { type Check, everyKind } from './check.ts';
import { callsIn, syntaxNodes } from './syntaxNodes.ts';

/** Which argument of a function is a regular expression. */
const patternArguments: ReadonlyMap<string, number> = new Map([
  ['extract', 0],
  ['extract_all', 0],
  ['indexof_regex', 1],
  ['replace', 0],
  ['replace_regex', 1],
  ['trim', 0],
  ['trim_end', 0],
  ['trim_start', 0],
]);

/** A pattern that does not compile: Kusto refuses the whole query. */
export const malformedRegularExpression: Check = {
  code: 'KQL025',
  name: 'malformed-regular-expression',
  severity: 'warning',
  appliesTo: everyKind,
  *check({ query }) {
    if (query === undefined) return;
    for (const { pattern, span } of patternsIn(query.bound.syntax)) {
      const problem = query.embedded.isWritten(span) ? problemOf(pattern) : undefined;
      if (problem !== undefined)
        yield {
          span: query.embedded.toSource(span),
          message: `The regular expression is not valid: ${problem}; write \`\\\` in front of signs that stand for themselves`,
        };
    }
  },
};

interface Pattern {
  readonly pattern: string;
  readonly span: Expression['span'];
}

/** The patterns that are written in the query, where they are used or in a `let`. */
function patternsIn(query: Query): Pattern[] {
  const texts = new Map(syntaxNodes(query).flatMap((node) => (node.kind === 'let' ? [[node.name, node.value] as const] : [])));
  const compared = syntaxNodes(query).flatMap((node) => (node.kind === 'binary' && node.operator === 'matches regex' ? [node.right] : []));
  const called = callsIn(query).flatMap(({ name, arguments: given }) => given[patternArguments.get(name) ?? -1] ?? []);
  const found = [...compared, ...called].flatMap(
    (expression) => textOf(expression.kind === 'name' ? texts.get(expression.name) : expression) ?? [],
  );
  return [...new Map(found.map((each) => [each.span.start, each])).values()];
}

function textOf(expression: Expression | undefined): Pattern | undefined {
  if (expression?.kind !== 'literal' || expression.literal.type !== 'string' || typeof expression.literal.value !== 'string')
    return undefined;
  return { pattern: expression.literal.value, span: expression.span };
}

/** What is wrong with a pattern; undefined too where only our engine cannot run it. */
function problemOf(pattern: string): string | undefined {
  try {
    compileRegex(pattern);
    return undefined;
  } catch (error) {
    if (error instanceof QueryError || !(error instanceof Error)) return undefined;
    return error.message.replace(/^The regular expression is not valid: /, '').replace(/^error parsing regexp: /, '');
  }
}
