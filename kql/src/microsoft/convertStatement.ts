/** Statements and function bodies: from Microsoft's bound syntax to ours. */
import type { PatternMatch, Query, Statement } from '../ast.ts';
import type { Span } from '../span.ts';
import { child, elements, kindOf, need, spanOf, text } from './accessors.ts';
import { convertExpression, convertList, convertParameter, localExpansionCount } from './convertExpression.ts';
import { isKept } from './incremental/analyse.ts';
import type { MsCode, MsNode } from './nodes.ts';
import { relocate } from './relocate.ts';

/** What became of a statement, and where it stood then; of those only that hold no places but their own. */
const converted = new WeakMap<MsNode, { readonly start: number; readonly statement: Statement }>();

/** The whole of `code`. What became of a statement in the version before is taken over where the binder has kept it. */
export function convertQuery(code: MsCode): Query {
  const statements = elements(code.Syntax, 'Statements').map((node) => {
    const known = isKept(code, node) ? converted.get(node) : undefined;
    const moved = node.TextStart - (known?.start ?? 0);
    const shifted = (span: Span): Span => ({ start: span.start + moved, end: span.end + moved });
    const expansions = localExpansionCount();
    const statement = known === undefined ? convertStatement(node) : moved === 0 ? known.statement : relocate(known.statement, shifted);
    if (localExpansionCount() === expansions) converted.set(node, { start: node.TextStart, statement });
    else converted.delete(node);
    return statement;
  });
  return { statements, span: spanOf(code.Syntax) };
}

/** The body of a function: its statements and, last, the expression it returns. */
export function convertFunctionBody(body: MsNode): Query {
  const statements = elements(body, 'Statements').map(convertStatement);
  const result = child(body, 'Expression');
  if (result) statements.push({ kind: 'expression-statement', expression: convertExpression(result), span: spanOf(result) });
  return { statements, span: spanOf(body) };
}

function convertStatement(node: MsNode): Statement {
  const span = spanOf(node);
  switch (kindOf(node)) {
    case 'LetStatement': {
      const name = need(node, 'Name');
      return {
        kind: 'let',
        name: text(name, 'SimpleName'),
        nameSpan: spanOf(name),
        value: convertExpression(need(node, 'Expression')),
        span,
      };
    }
    case 'ExpressionStatement':
      return { kind: 'expression-statement', expression: convertExpression(need(node, 'Expression')), span };
    case 'SetOptionStatement': {
      const value = child(node, 'ValueClause');
      return {
        kind: 'set-option',
        name: text(need(node, 'Name'), 'SimpleName'),
        value: value && convertExpression(need(value, 'Expression')),
        span,
      };
    }
    case 'QueryParametersStatement':
      return { kind: 'query-parameters', parameters: elements(node, 'Parameters').map(convertParameter), span };
    case 'PatternStatement': {
      const name = need(node, 'Name');
      const matches = elements(child(node, 'Pattern'), 'Patterns').map(convertPatternMatch);
      return { kind: 'pattern', name: text(name, 'SimpleName'), nameSpan: spanOf(name), matches, span };
    }
    default:
      return { kind: 'bad-statement', what: kindOf(node), span };
  }
}

function convertPatternMatch(node: MsNode): PatternMatch {
  const path = child(node, 'PathValue');
  return {
    values: convertList(need(node, 'ParameterValues'), 'Expressions'),
    path: path && convertExpression(need(path, 'Value')),
    body: convertFunctionBody(need(node, 'Body')),
    span: spanOf(node),
  };
}
