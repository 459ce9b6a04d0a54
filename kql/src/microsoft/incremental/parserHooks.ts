/**
 * Makes Microsoft's parser take pieces of syntax from the version before of a text, where their tokens are the same, instead of parsing them
 * again. Statements, query operators and what the first pipe follows are such pieces: the parser reads each from its first token on, whatever
 * came before it.
 */
import type { MsNode } from '../nodes.ts';
import { currentAnalysis } from './analysis.ts';
import type { UnitKind } from './syntaxUnit.ts';

interface Parser {
  _pos: number;
  readonly _source: object;
  readonly _queryOperatorParameterNamesAllowed: unknown;
  readonly _queryOperatorParameterEqualsNeeded: boolean;
  ParseQueryBlockStatement(): MsNode | null;
  ParsePipedQueryOperator(): MsNode | null;
  ParseUnpipedQueryOperator(): MsNode | null;
  ParseRequiredQueryOperator(): MsNode;
  ParseUnnamedExpression(): MsNode | null;
  ParsePipeExpression(): MsNode | null;
  ScanPossibleQueryOperator(): boolean;
  PeekToken(): { readonly Kind: number };
  ParseToken(): MsNode;
}

/** The parts of the parser that are looked at or replaced. */
export interface ParserRuntime {
  readonly Kusto: {
    readonly Language: {
      readonly Parsing: { readonly QueryParser: { readonly prototype: Parser } };
      readonly Syntax: {
        readonly SyntaxKind: { readonly BarToken: number };
        readonly PipeExpression: new (left: MsNode, bar: MsNode, operator: MsNode) => MsNode;
      };
    };
  };
}

/** A node while it has no place in a tree. */
interface Detachable {
  _parentOrTree: object | null;
}

export function keepSyntax({ Kusto }: ParserRuntime): void {
  const { prototype } = Kusto.Language.Parsing.QueryParser;
  const { PipeExpression, SyntaxKind } = Kusto.Language.Syntax;
  const { ParseQueryBlockStatement, ParsePipedQueryOperator, ParseUnpipedQueryOperator } = prototype;
  prototype.ParseQueryBlockStatement = function () {
    return unit(this, 'statement', ParseQueryBlockStatement);
  };
  prototype.ParsePipedQueryOperator = function () {
    return unit(this, 'operator', ParsePipedQueryOperator);
  };
  prototype.ParseUnpipedQueryOperator = function () {
    return unit(this, 'operator', ParseUnpipedQueryOperator);
  };
  // As the original, but for the head being a piece of its own.
  prototype.ParsePipeExpression = function () {
    let expression = unit(this, 'head', parseHead);
    while (expression !== null && this.PeekToken().Kind === SyntaxKind.BarToken) {
      const bar = this.ParseToken();
      expression = new PipeExpression(expression, bar, this.ParseRequiredQueryOperator());
    }
    return expression;
  };
}

function parseHead(this: Parser): MsNode | null {
  return this.ScanPossibleQueryOperator()
    ? (this.ParseUnpipedQueryOperator() ?? this.ParsePipedQueryOperator() ?? this.ParseUnnamedExpression())
    : (this.ParseUnnamedExpression() ?? this.ParseUnpipedQueryOperator() ?? this.ParsePipedQueryOperator());
}

/** The piece of the version before at the parser's place, or what `parse` makes of it. */
function unit(parser: Parser, kind: UnitKind, parse: (this: Parser) => MsNode | null): MsNode | null {
  const analysis = currentAnalysis();
  if (analysis !== undefined) analysis.source ??= parser._source;
  if (analysis === undefined || analysis.source !== parser._source) return parse.call(parser);
  const start = parser._pos;
  const parserState = `${parser._queryOperatorParameterNamesAllowed} ${parser._queryOperatorParameterEqualsNeeded}`;
  const known = analysis.take(kind, start, parserState);
  if (known !== undefined) {
    (known.node as unknown as Detachable)._parentOrTree = null;
    parser._pos = start + known.count;
    return known.node;
  }
  const node = parse.call(parser);
  if (node !== null) analysis.units.add({ kind, node, start, count: parser._pos - start, parserState });
  return node;
}
