import { type Check, rulesAndHunts } from './check.ts';
import { syntaxNodes } from './syntaxNodes.ts';

/** A `let` that nothing refers to: left over, or the name is misspelt where it was meant. */
export const unusedName: Check = {
  code: 'KQL023',
  name: 'unused-name',
  severity: 'info',
  appliesTo: rulesAndHunts,
  *check({ query }) {
    if (query === undefined || query.bound.diagnostics.some(({ severity }) => severity === 'error')) return;
    const nodes = [...syntaxNodes(query.bound.syntax)];
    const used = new Set(nodes.flatMap((node) => (node.kind === 'name' || node.kind === 'call' ? [node.name] : [])));
    for (const node of nodes) {
      if (node.kind !== 'let' || used.has(node.name) || isMentioned(query.bound.text, node.name)) continue;
      yield { span: query.embedded.toSource(node.nameSpan), message: `Nothing in the query uses \`${node.name}\`` };
    }
  },
};

/** Names may be used by text: `table("name")`, `['name']`, a wildcard of `union`. */
function isMentioned(text: string, name: string): boolean {
  return text.includes(`"${name}"`) || text.includes(`'${name}'`) || /\bunion\b[^|;]*\*/.test(text);
}
