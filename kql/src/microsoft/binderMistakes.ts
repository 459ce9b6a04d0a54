/**
 * Errors of the binder about queries that Kusto's engine runs (measured, kql-semantics section 1): reporting them would mark sound rules, and
 * refusing the query would be wrong. Each is told by its code and by where in the syntax it stands.
 */
import { kindOf, text } from './accessors.ts';
import type { MsCode, MsDiagnostic, MsNode } from './nodes.ts';

/** Functions about whose arguments the binder is stricter than the engine. */
const lenientArguments: ReadonlySet<string> = new Set(['count', 'make_timespan', 'array_length', 'bag_unpack']);

const argumentCodes: ReadonlySet<string> = new Set(['KS107', 'KS134', 'KS234']);
const searchCodes: ReadonlySet<string> = new Set(['KS106', 'KS107']);

export function isBinderMistake(diagnostic: MsDiagnostic, code: MsCode): boolean {
  if (!argumentCodes.has(diagnostic.Code) && !searchCodes.has(diagnostic.Code)) return false;
  for (let node: MsNode | null = nodeAt(code.Syntax, diagnostic.Start, diagnostic.Start + diagnostic.Length); node; node = node.Parent) {
    const kind = kindOf(node);
    if (kind === 'SearchOperator' && searchCodes.has(diagnostic.Code)) return true;
    if (kind === 'FunctionCallExpression' && argumentCodes.has(diagnostic.Code))
      return lenientArguments.has(text((node as unknown as { Name: MsNode }).Name, 'SimpleName'));
  }
  return false;
}

/** The innermost node that covers the range. */
function nodeAt(root: MsNode, start: number, end: number): MsNode {
  for (let index = 0; index < root.ChildCount; index++) {
    const inner = root.GetChild(index);
    if (inner && inner.TextStart <= start && end <= inner.End && inner.ChildCount > 0) return nodeAt(inner, start, end);
  }
  return root;
}
