import type { CST, Scalar } from 'yaml';
import { type BlockScalarSource, readBlockScalar } from './blockScalar.ts';
import { readDoubleQuoted } from './doubleQuoted.ts';
import { readPlainOrSingleQuoted } from './flowScalar.ts';
import { type MappedText, MappedTextBuilder } from './mappedText.ts';
import type { ScalarStyle } from './yamlTree.ts';

const styles: Readonly<Record<string, ScalarStyle>> = {
  BLOCK_FOLDED: 'folded',
  BLOCK_LITERAL: 'literal',
  PLAIN: 'plain',
  QUOTE_DOUBLE: 'double-quoted',
  QUOTE_SINGLE: 'single-quoted',
};

export function scalarStyle(node: Scalar.Parsed): ScalarStyle {
  return styles[node.type ?? 'PLAIN'] ?? 'plain';
}

/**
 * The loaded text of a scalar with its map to the file; `offset` is where the parsed text starts in the file. `expected` is the
 * text that the YAML library loads: should ours ever differ, the library's is given, mapped as one whole.
 */
export function readScalar(node: Scalar.Parsed | undefined, offset: number, expected: string): MappedText {
  const token = node?.srcToken;
  const content = token === undefined ? undefined : readToken(token, offset);
  if (content !== undefined && content.text === expected) return content;
  const start = offset + (node?.range[0] ?? 0);
  const end = offset + (node?.range[1] ?? 0);
  const builder = new MappedTextBuilder();
  builder.replace(expected, start, end);
  return builder.build(start, end);
}

function readToken(token: CST.Token, offset: number): MappedText | undefined {
  switch (token.type) {
    case 'block-scalar':
      return readBlockScalar(blockScalarSource(token, offset));
    case 'double-quoted-scalar':
      return readDoubleQuoted(token.source, offset + token.offset);
    case 'single-quoted-scalar':
    case 'scalar':
      return readPlainOrSingleQuoted(token.source, offset + token.offset);
    default:
      return undefined;
  }
}

function blockScalarSource(token: CST.BlockScalar, offset: number): BlockScalarSource {
  const headerAt = token.props.findIndex((prop) => prop.type === 'block-scalar-header');
  const sourceOf = (prop: CST.Token) => ('source' in prop && typeof prop.source === 'string' ? prop.source : '');
  const header = sourceOf(token.props[headerAt] as CST.Token);
  const headerLength = token.props.slice(headerAt).reduce((length, prop) => length + sourceOf(prop).length, 0);
  return {
    source: token.source,
    offset: offset + token.offset + headerLength,
    folded: header.startsWith('>'),
    chomp: header.includes('-') ? '-' : header.includes('+') ? '+' : '',
    explicitIndent: Number(/[1-9]/.exec(header)?.[0] ?? 0),
    parentIndent: token.indent,
  };
}
