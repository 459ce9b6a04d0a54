import { Kusto, System } from '../load.ts';
import type { MsCode, MsGlobals, MsNode } from '../nodes.ts';
import { Analysis, analysing, type Version } from './analysis.ts';
import { lex, type ReadToken } from './tokens.ts';

const versionOf = new WeakMap<MsCode, Version>();
const takenCodes = new WeakSet<MsCode>();
const keptOf = new WeakMap<MsCode, ReadonlySet<MsNode>>();

/**
 * Parses `text` and binds it. The pieces of `previous`, an earlier version of the text analysed with the same globals, that are the same here are
 * put into the new syntax as they are, bound already; `previous` is of no use after that (`isTaken`). The outcome is the same as without it.
 */
export function analyse(text: string, globals: MsGlobals, previous?: MsCode): MsCode {
  const own = globals.WithParseOptions(globals.ParseOptions.WithAlwaysProduceEndTokens(true));
  const version = previous && versionOf.get(previous);
  const { TokenParser } = Kusto.Parsing;
  const read: ReadToken = (source, at) => TokenParser.Default.Parse(source, at, own.ParseOptions);
  const lexed = lex(text, read, Kusto.Syntax.SyntaxKind.EndOfTextToken ?? 0, version?.lexed);
  const tokens = System.Array.init([...lexed.tokens], Kusto.Parsing.LexicalToken);
  const analysis = new Analysis(lexed, version);
  if (previous !== undefined) takenCodes.add(previous);
  const code = analysing(analysis, () =>
    Kusto.KustoCode.Create(text, own, tokens, Kusto.KustoCode.GetTokenStarts(tokens), true, new Kusto.Utils.CancellationToken()),
  );
  versionOf.set(code, analysis.version());
  keptOf.set(code, analysis.kept);
  return code;
}

/** Whether the syntax of `code` has been put into that of a later version. */
export function isTaken(code: MsCode): boolean {
  return takenCodes.has(code);
}

/** Whether `code` has the node, one of its statements, as the version before it had it. */
export function isKept(code: MsCode, statement: MsNode): boolean {
  return keptOf.get(code)?.has(statement) === true;
}
