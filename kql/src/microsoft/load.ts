/**
 * Loads Microsoft's parser and binder, the only place that does. The two files are plain scripts that define globals (`Bridge`, `System`,
 * `Kusto`); loading them takes about 0.2 s, their first use as much again and the first completion half a second, which is why `warmUp` exists.
 *
 * Their JavaScript is generated from C#: overloads are numbered (`$ctor6`), lists have `Count` and `getItem`. The parts that we use are typed
 * by hand in `nodes.ts`; nothing of them leaves `kql/`.
 */
import '@kusto/language-service-next/bridge.min.js';
import '@kusto/language-service-next/Kusto.Language.Bridge.min.js';
import { type BinderRuntime, makeBinderFast } from './fastBinder.ts';
import { type BridgeRuntime, makeFast } from './fastBridge.ts';
import { type CompletionRuntime, makeCompletionFast } from './fastCompletion.ts';
import { makeNamesFast, type NamesRuntime } from './fastNames.ts';
import { makeTreesFast, type TreeRuntime } from './fastTree.ts';
import { type GraphBinder, leaveOutShapelessGraphs } from './graphSymbols.ts';
import { type BinderHooksRuntime, keepBinding } from './incremental/binderHooks.ts';
import { keepSyntax, type ParserRuntime } from './incremental/parserHooks.ts';
import { deferGrammar, type GrammarRuntime } from './lazyGrammar.ts';
import type { KustoNamespace } from './nodes.ts';

interface Globals {
  readonly Kusto: { readonly Language: KustoNamespace };
  readonly Bridge: {
    toArray<T>(items: unknown): T[];
    getTypeName(value: object): string;
  };
  readonly System: {
    readonly Array: {
      /** Makes an array of the runtime, whose items are of `type`, of one of JavaScript. */
      init(items: readonly object[], type: object): object;
    };
  };
}

const globals = globalThis as unknown as Globals;

makeFast(globalThis as unknown as BridgeRuntime);
makeBinderFast(globalThis as unknown as BinderRuntime);
makeNamesFast(globalThis as unknown as NamesRuntime);
makeTreesFast(globalThis as unknown as TreeRuntime);
makeCompletionFast(globalThis as unknown as CompletionRuntime);
deferGrammar(globalThis as unknown as GrammarRuntime);

keepSyntax(globalThis as unknown as ParserRuntime);
keepBinding(globalThis as unknown as BinderHooksRuntime);

/** The namespace `Kusto.Language`. */
export const Kusto: KustoNamespace = globals.Kusto.Language;

leaveOutShapelessGraphs(Kusto.Binding.Binder as unknown as GraphBinder);

export const Bridge: Globals['Bridge'] = globals.Bridge;

export const System: Globals['System'] = globals.System;
