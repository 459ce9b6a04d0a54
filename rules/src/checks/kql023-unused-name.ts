import type { Span } from '@rulesmith/kql';
import { type Check, rulesAndHunts } from './check.ts';
import { removeFromQuery } from './removeFromQuery.ts';
import { syntaxNodes } from './syntaxNodes.ts';

/** A `let` that nothing refers to: left over, or the name is misspelt where it was meant. */
export const unusedName: Check = {
  code: 'KQL023',
  name: 'unused-name',
  severity: 'info',
  fixesKeepMeaning: true,
  appliesTo: rulesAndHunts,
  *check({ query, document }) {
    if (query === undefined || query.bound.diagnostics.some(({ severity }) => severity === 'error')) return;
    const nodes = syntaxNodes(query.bound.syntax);
    const used = new Set(nodes.flatMap((node) => (node.kind === 'name' || node.kind === 'call' ? [node.name] : [])));
    for (const node of nodes) {
      if (node.kind !== 'let' || used.has(node.name) || isMentioned(query.bound.text, node.name)) continue;
      yield {
        span: query.embedded.toSource(node.nameSpan),
        message: `Nothing in the query uses \`${node.name}\``,
        // Without its only statement the query would be empty.
        fixes: isAll(query.bound.text, node.span)
          ? []
          : removeFromQuery(`Remove \`${node.name}\``, document, query, statementLines(query.bound.text, node.span)),
      };
    }
  },
};

function isAll(text: string, { start, end }: Span): boolean {
  return `${text.slice(0, start)}${text.slice(end)}`.replaceAll(/[;\s]/g, '') === '';
}

/** Names may be used by text: `table("name")`, `['name']`, a wildcard of `union`. */
function isMentioned(text: string, name: string): boolean {
  return text.includes(`"${name}"`) || text.includes(`'${name}'`) || /\bunion\b[^|;]*\*/.test(text);
}

/** The statement with its semicolon; its whole lines where nothing else stands on them. */
function statementLines(text: string, { start, end }: Span): Span {
  const semicolon = /^\s*;/.exec(text.slice(end))?.[0].length ?? 0;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const behind = /^[ \t]*(?:\n|$)/.exec(text.slice(end + semicolon))?.[0];
  if (text.slice(lineStart, start).trim() !== '' || behind === undefined) return { start, end: end + semicolon };
  return { start: lineStart, end: end + semicolon + behind.length };
}
