import type { SemanticToken } from '@rulesmith/rules';
import {
  SemanticTokenModifiers,
  type SemanticTokens,
  SemanticTokensBuilder,
  type SemanticTokensLegend,
  SemanticTokenTypes,
} from 'vscode-languageserver/node';
import type { LineIndex } from './lineIndex.ts';

/** Token types that every theme knows. */
const types: Readonly<Record<SemanticToken['kind'], SemanticTokenTypes>> = {
  keyword: SemanticTokenTypes.keyword,
  operator: SemanticTokenTypes.operator,
  function: SemanticTokenTypes.function,
  table: SemanticTokenTypes.class,
  column: SemanticTokenTypes.property,
  variable: SemanticTokenTypes.variable,
  parameter: SemanticTokenTypes.parameter,
  string: SemanticTokenTypes.string,
  number: SemanticTokenTypes.number,
  type: SemanticTokenTypes.type,
};

/** What the numbers of `toSemanticTokens` stand for. */
export const semanticTokensLegend: SemanticTokensLegend = {
  tokenTypes: Object.values(types),
  tokenModifiers: [SemanticTokenModifiers.declaration, SemanticTokenModifiers.defaultLibrary],
};

export function toSemanticTokens(tokens: readonly SemanticToken[], lines: LineIndex): SemanticTokens {
  const builder = new SemanticTokensBuilder();
  for (const { span, kind, declares, builtIn } of tokens) {
    const { line, character } = lines.position(span.start);
    const type = semanticTokensLegend.tokenTypes.indexOf(types[kind]);
    builder.push(line, character, span.end - span.start, type, (declares ? 1 : 0) | (builtIn ? 2 : 0));
  }
  return builder.build();
}
