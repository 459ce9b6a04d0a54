/**
 * Makes Microsoft's parser build its grammar when completion first asks for it. The grammar is a second parser made of combinators, half a second
 * of work at the start; text is parsed by hand-written code (`QueryParser`) that does without it, and only completion walks it. A command line that
 * runs a rule never needs it. That completion is the same with it, its tests show.
 */

interface Code {
  Grammar: unknown;
}

interface Globals {
  readonly ParseOptions: { readonly ParserKind: number };
}

/** The parts of the parser that are looked at or replaced. */
export interface GrammarRuntime {
  readonly Kusto: {
    readonly Language: {
      readonly KustoCode: {
        Create(text: string, globals: Globals | null, ...rest: readonly unknown[]): Code;
        GetKind(text: string): unknown;
      };
      readonly GlobalState: { readonly Default: Globals };
      readonly ParserKind: { readonly Default: number };
      readonly Editor: { readonly CodeKinds: { readonly Query: unknown } };
      readonly Parsing: { readonly QueryGrammar: { From(globals: Globals): { readonly QueryBlock: unknown } } };
    };
  };
}

export function deferGrammar({ Kusto }: GrammarRuntime): void {
  const { KustoCode, GlobalState, ParserKind, Editor, Parsing } = Kusto.Language;
  const create = KustoCode.Create;
  const grammarFrom = Parsing.QueryGrammar.From;
  // The first that `Create` asks for is the grammar, which it only keeps.
  let isDeferred = false;
  Parsing.QueryGrammar.From = (globals) => {
    if (!isDeferred) return grammarFrom(globals);
    isDeferred = false;
    return { QueryBlock: null };
  };
  KustoCode.Create = (text, globals, ...rest) => {
    const own = globals ?? GlobalState.Default;
    if (own.ParseOptions.ParserKind !== ParserKind.Default || KustoCode.GetKind(text) !== Editor.CodeKinds.Query)
      return create(text, globals, ...rest);
    isDeferred = true;
    try {
      const code = create(text, globals, ...rest);
      Object.defineProperty(code, 'Grammar', { configurable: true, get: () => grammarFrom(own).QueryBlock });
      return code;
    } finally {
      isDeferred = false;
    }
  };
}
