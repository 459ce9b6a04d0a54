/**
 * Errors of the binder about queries that Kusto's engine runs (measured, kql-semantics section 1): reporting them would mark sound rules, and
 * refusing the query would be wrong. Each is told by its code and by where in the syntax it stands.
 */
import { child, elements, kindOf, symbolKindOf, text } from './accessors.ts';
import type { MsCode, MsDiagnostic, MsNode } from './nodes.ts';

/** Functions about whose arguments the binder is stricter than the engine. */
const lenientArguments: ReadonlySet<string> = new Set([
  'count',
  'make_timespan',
  'array_length',
  'bag_unpack',
  'series_fit_poly',
  'todynamic',
]);

const argumentCodes: ReadonlySet<string> = new Set(['KS107', 'KS134', 'KS234']);

/** Plugins whose periods may be those of the calendar, `week`, `month` or `year`; the binder knows lengths only. */
const calendarPlugins: ReadonlySet<string> = new Set(['activity_counts_metrics', 'activity_metrics', 'sliding_window_counts']);
const notSummableCode = 'KS138';

/** The number of arguments; the binder counts the named ones of `bag_unpack` too. */
const countCode = 'KS119';

const searchCodes: ReadonlySet<string> = new Set(['KS106', 'KS107']);

const lenientCodes: ReadonlySet<string> = new Set([...argumentCodes, ...searchCodes, countCode, notSummableCode]);

export function isBinderMistake(diagnostic: MsDiagnostic, code: MsCode): boolean {
  return (
    isLenientArgument(diagnostic, code) ||
    isColumnTakenForTable(diagnostic, code) ||
    isFuzzyWildcard(diagnostic, code) ||
    isUnlistedPlugin(diagnostic, code) ||
    isNodeProperty(diagnostic, code) ||
    isHashColumn(diagnostic, code)
  );
}

/** `invoke FileProfile(SHA1)` names a column of the rows, which is not visible to an argument otherwise. */
function isHashColumn(diagnostic: MsDiagnostic, code: MsCode): boolean {
  if (diagnostic.Code !== 'KS142') return false;
  for (let node: MsNode | null = nodeAt(code.Syntax, diagnostic.Start, diagnostic.Start + diagnostic.Length); node; node = node.Parent) {
    if (kindOf(node) !== 'FunctionCallExpression' || calledName(node) !== 'FileProfile') continue;
    return node.ReferencedSymbol != null;
  }
  return false;
}

const pathFunctions: ReadonlySet<string> = new Set(['all', 'any', 'map']);

/** Plugins that the binder does not know. */
const unlistedPlugins: ReadonlySet<string> = new Set(['schema_merge']);

function isUnlistedPlugin(diagnostic: MsDiagnostic, code: MsCode): boolean {
  return diagnostic.Code === 'KS124' && unlistedPlugins.has(code.Text.slice(diagnostic.Start, diagnostic.Start + diagnostic.Length));
}

/** Inside `map(inner_nodes(e), …)` the binder does not know the name that `with_node_id` gives to nodes of which there is no table. */
function isNodeProperty(diagnostic: MsDiagnostic, code: MsCode): boolean {
  if (diagnostic.Code !== 'KS142') return false;
  for (let node: MsNode | null = nodeAt(code.Syntax, diagnostic.Start, diagnostic.Start + diagnostic.Length); node; node = node.Parent) {
    if (kindOf(node) !== 'FunctionCallExpression' || !pathFunctions.has(calledName(node))) continue;
    const [path] = elements(child(node, 'ArgumentList'), 'Expressions');
    return path !== undefined && kindOf(path) === 'FunctionCallExpression' && calledName(path) === 'inner_nodes';
  }
  return false;
}

/** `union isfuzzy=true` skips a wildcard that no table matches. */
function isFuzzyWildcard(diagnostic: MsDiagnostic, code: MsCode): boolean {
  if (diagnostic.Code !== 'KS142') return false;
  for (let node: MsNode | null = nodeAt(code.Syntax, diagnostic.Start, diagnostic.Start + diagnostic.Length); node; node = node.Parent) {
    if (kindOf(node) !== 'UnionOperator') continue;
    return elements(node, 'Parameters').some((item) => {
      const name = child(item, 'Name');
      const value = child(item, 'Expression');
      return name && value ? text(name, 'SimpleName') === 'isfuzzy' && code.Text.slice(value.TextStart, value.End) === 'true' : false;
    });
  }
  return false;
}

/**
 * A column of a table whose columns are not known may be named like a table (`Event`, `Operation`). The binder then reads the name as the table
 * and objects to a table in a scalar place.
 */
function isColumnTakenForTable(diagnostic: MsDiagnostic, code: MsCode): boolean {
  if (diagnostic.Code !== 'KS106' && diagnostic.Code !== 'KS108') return false;
  const node = nodeAt(code.Syntax, diagnostic.Start, diagnostic.Start + diagnostic.Length);
  return namesTable(node) && readsOpenInput(node);
}

/** Whether `node`, or a side of the comparison that it is, is the bare name of a table. */
function namesTable(node: MsNode): boolean {
  for (let current: MsNode | null = node; current; current = current.Parent) {
    const kind = kindOf(current);
    if (kind === 'NameReference') return symbolKind(current) === 'Table';
    const sides = [child(current, 'Left'), child(current, 'Right')];
    if (kind.endsWith('Expression') && sides[0] && sides[1])
      return sides.some((side) => side !== undefined && symbolKind(side) === 'Table');
    if (kind.endsWith('Operator')) return false;
  }
  return false;
}

function symbolKind(node: MsNode): string {
  return node.ReferencedSymbol ? symbolKindOf(node.ReferencedSymbol) : '';
}

/** Whether the operator around `node` reads rows whose columns are not all known. */
function readsOpenInput(node: MsNode): boolean {
  for (let current: MsNode | null = node; current; current = current.Parent) {
    if (kindOf(current) !== 'PipeExpression') continue;
    const input = child(current, 'Expression');
    const isInsideInput = input !== undefined && input.TextStart <= node.TextStart && node.End <= input.End;
    if (isInsideInput) continue;
    const type = input?.ResultType;
    return !type || type.IsOpen === true || type.Columns === undefined || type.Columns === null || symbolKindOf(type) === 'Error';
  }
  return false;
}

function isLenientArgument(diagnostic: MsDiagnostic, code: MsCode): boolean {
  if (!lenientCodes.has(diagnostic.Code)) return false;
  for (let node: MsNode | null = nodeAt(code.Syntax, diagnostic.Start, diagnostic.Start + diagnostic.Length); node; node = node.Parent) {
    const kind = kindOf(node);
    if (kind === 'SearchOperator' && searchCodes.has(diagnostic.Code)) return true;
    if (kind === 'FunctionCallExpression' && diagnostic.Code === notSummableCode && calendarPlugins.has(calledName(node))) return true;
    if (kind === 'FunctionCallExpression' && diagnostic.Code === countCode && calledName(node) === 'bag_unpack') return true;
    if (kind === 'FunctionCallExpression' && argumentCodes.has(diagnostic.Code) && lenientArguments.has(calledName(node))) return true;
  }
  return false;
}

function calledName(call: MsNode): string {
  const name = child(call, 'Name');
  return name ? text(name, 'SimpleName') : '';
}

/** The innermost node that covers the range. */
function nodeAt(root: MsNode, start: number, end: number): MsNode {
  for (let index = 0; index < root.ChildCount; index++) {
    const inner = root.GetChild(index);
    if (inner && inner.TextStart <= start && end <= inner.End && inner.ChildCount > 0) return nodeAt(inner, start, end);
  }
  return root;
}
