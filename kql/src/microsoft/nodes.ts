/** Hand-written types of the parts of `Kusto.Language` that we read. See `load.ts` for why they are not the package's own. */
import type { LexicalToken } from './incremental/tokens.ts';

/** A list of the generated code. */
export interface MsList<T> {
  readonly Count: number;
  getItem(index: number): T;
}

/** Any syntax node or token. Its further properties are read by name through `accessors.ts`. */
export interface MsNode {
  readonly Kind: number;
  readonly TextStart: number;
  readonly End: number;
  readonly TriviaStart: number;
  readonly ChildCount: number;
  readonly IsMissing: boolean;
  /** The parser objected to it or to something in it. */
  readonly ContainsSyntaxDiagnostics: boolean;
  readonly Parent: MsNode | null;
  readonly ReferencedSymbol?: MsSymbol | null;
  readonly ReferencedSignature?: MsSignature | null;
  readonly ResultType?: MsSymbol | null;
  /** As `ResultType`, but a tuple where the call gives several columns. */
  readonly RawResultType?: MsSymbol | null;
  GetChild(index: number): MsNode | null;
  /** What was found in it and below; `include` is a sum of 1 for the parser, 2 for the binder, 4 for the bodies of called functions. */
  GetContainedDiagnostics(include: number): MsList<MsDiagnostic>;
  GetCalledFunctionBody?(): MsNode | null;
  GetCalledFunctionDiagnostics?(): MsList<MsDiagnostic>;
  GetExpansion?(): MsNode | null;
}

export interface MsSymbol {
  readonly Name: string;
  readonly Kind: number;
  readonly IsScalar?: boolean;
  readonly IsTabular?: boolean;
  /** Of a table. */
  readonly Columns?: MsList<MsSymbol>;
  readonly IsOpen?: boolean;
  /** Of a column, variable or parameter. */
  readonly Type?: MsSymbol | null;
  /** Of a column that came about by a join, a union or a rename: the columns it was before. */
  readonly OriginalColumns?: MsList<MsSymbol> | readonly MsSymbol[] | null;
  /** Of a column: the expression it is computed from, or the node that declares it; may lie in the bound body of a function. */
  readonly Source?: MsNode | null;
  readonly Description?: string | null;
  readonly Signatures?: MsList<MsSignature>;
}

export interface MsSignature {
  readonly Symbol?: MsSymbol;
  readonly Parameters?: MsList<MsParameter>;
  readonly Body?: string | null;
  readonly Declaration?: MsNode | null;
  readonly ReturnKind?: number;
}

export interface MsParameter {
  readonly Name: string;
  readonly DefaultValue?: MsNode | null;
  readonly DeclaredTypes?: MsList<MsSymbol>;
  readonly TypeKind?: number;
}

export interface MsDiagnostic {
  readonly Code: string;
  readonly Severity: string;
  readonly Message: string;
  readonly Start: number;
  readonly Length: number;
}

export interface MsCode {
  readonly Text: string;
  readonly Syntax: MsNode;
  readonly ResultType: MsSymbol | null;
  /** The text was bound; not where it is too deep for that. */
  readonly HasSemantics: boolean;
  readonly Globals: MsGlobals;
  GetDiagnostics(): MsList<MsDiagnostic>;
}

export interface MsGlobals {
  readonly ParseOptions: MsParseOptions;
  WithParseOptions(options: MsParseOptions): MsGlobals;
  WithDatabase(database: MsSymbol): MsGlobals;
  WithCache(): MsGlobals;
}

export interface MsParseOptions {
  /** With a token for the end of the text, also where nothing is before it. */
  WithAlwaysProduceEndTokens(always: boolean): MsParseOptions;
}

type SymbolConstructor<A extends unknown[]> = new (...args: A) => MsSymbol;

export interface KustoNamespace {
  readonly KustoCode: {
    /** `starts` are the offsets at which the tokens begin, white space and comments before them included. */
    Create(text: string, globals: MsGlobals, tokens: object, starts: object, analyse: boolean, cancellation: object): MsCode;
    GetTokenStarts(tokens: object): object;
  };
  readonly Utils: { readonly CancellationToken: new () => object };
  readonly GlobalState: { readonly Default: MsGlobals };
  readonly Syntax: { readonly SyntaxKind: Readonly<Record<string, number>> };
  readonly Binding: { readonly Binder: { GetExpressionResultName(expression: MsNode, defaultName: string, row: null): string | null } };
  readonly Symbols: {
    readonly SymbolKind: Readonly<Record<string, number>>;
    readonly ScalarTypes: Readonly<Record<string, MsSymbol>>;
    readonly ColumnSymbol: SymbolConstructor<[string, MsSymbol, string | null, null, null, null]>;
    readonly TableSymbol: {
      readonly $ctor6: new (
        name: string,
        columns: readonly MsSymbol[],
        description: string | null,
      ) => MsSymbol & { WithIsOpen(open: boolean): MsSymbol };
    };
    readonly FunctionSymbol: {
      readonly $ctor16: SymbolConstructor<[string, string, string, string | null]>;
      readonly $ctor6: SymbolConstructor<[string, MsSymbol, MsList<MsParameter>, string | null]>;
    };
    readonly Parameter: { ParseList(parameters: string): MsList<MsParameter> };
    readonly DatabaseSymbol: { readonly ctor: SymbolConstructor<[string, readonly MsSymbol[]]> };
  };
  readonly Functions: { readonly All: MsList<MsSymbol> };
  readonly Aggregates: { readonly All: MsList<MsSymbol> };
  readonly PlugIns: { readonly All: MsList<MsSymbol> };
  readonly Editor: Readonly<Record<string, unknown>>;
  readonly Parsing: {
    readonly TokenParser: { readonly Default: { Parse(text: string, start: number, options: MsParseOptions): LexicalToken | null } };
    readonly LexicalToken: object;
  };
}
