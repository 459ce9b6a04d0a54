/** Hand-written types of the parts of Microsoft's editor services that we use; see `microsoft/load.ts` for the form of that code. */
import type { BoundQuery } from '../bind.ts';
import { kustoCodeOf } from '../microsoft/code.ts';
import { Bridge, Kusto } from '../microsoft/load.ts';
import type { MsCode, MsNode, MsSymbol } from '../microsoft/nodes.ts';

export interface EditorCompletionItem {
  readonly Kind: number;
  readonly DisplayText: string | null;
  readonly MatchText: string | null;
  readonly OrderText: string | null;
  /** What to insert before and after the cursor. */
  readonly BeforeText: string | null;
  readonly AfterText: string | null;
}

export interface EditorCompletionInfo {
  readonly Items: unknown;
  readonly EditStart: number;
  readonly EditLength: number;
}

export interface EditorQuickInfoItem {
  readonly Kind: number;
  readonly Text: string;
}

export interface EditorTextRange {
  readonly Start: number;
  readonly Length: number;
}

export interface EditorClassifiedRange extends EditorTextRange {
  readonly Kind: number;
}

interface CompletionOptions {
  WithAutoAppendWhitespace(enable: boolean): CompletionOptions;
}

interface CodeService {
  GetCompletionItems(position: number, options: CompletionOptions): EditorCompletionInfo | null;
  GetQuickInfo(position: number): { readonly Items: unknown } | null;
  GetElement(position: number): EditorTextRange;
  GetFormattedText(options: FormattingOptions): { readonly Text: string } | null;
  GetClassifications(start: number, length: number, clipToRange: boolean, waitForAnalysis: boolean): { readonly Classifications: unknown };
}

interface FormattingOptions {
  WithInsertMissingTokens(enable: boolean): FormattingOptions;
}

interface EditorNamespace {
  readonly KustoCodeService: { readonly ctor: new (code: MsCode) => CodeService };
  readonly CompletionOptions: { readonly Default: CompletionOptions };
  readonly FormattingOptions: { readonly Default: FormattingOptions };
  readonly CompletionKind: { readonly $names: readonly string[] };
  readonly QuickInfoKind: { readonly $names: readonly string[] };
  readonly ClassificationKind: { readonly $names: readonly string[] };
}

/** What analysed code can tell about a position. */
export interface EditableCode extends MsCode {
  GetSymbolsInScope(position: number, match: number, include: number): unknown;
}

const editor = Kusto.Editor as unknown as EditorNamespace;

export function codeServiceFor(query: BoundQuery): CodeService {
  return new editor.KustoCodeService.ctor(kustoCodeOf(query));
}

/** What the service would offer at `position`; undefined where it has nothing to say. */
export function completionInfo(query: BoundQuery, position: number): EditorCompletionInfo | undefined {
  const options = editor.CompletionOptions.Default.WithAutoAppendWhitespace(false);
  return codeServiceFor(query).GetCompletionItems(position, options) ?? undefined;
}

/** The text as the service would format it; undefined where it cannot. */
export function formattedText(query: BoundQuery): string | undefined {
  try {
    return codeServiceFor(query).GetFormattedText(editor.FormattingOptions.Default.WithInsertMissingTokens(false))?.Text;
  } catch {
    // Generated code that fails on some texts; not to format is then the right answer.
    return undefined;
  }
}

export function completionKindName(item: EditorCompletionItem): string {
  return editor.CompletionKind.$names[item.Kind] ?? 'Unknown';
}

export function quickInfoKindName(item: EditorQuickInfoItem): string {
  return editor.QuickInfoKind.$names[item.Kind] ?? 'Text';
}

export function classificationKindName(range: EditorClassifiedRange): string {
  return editor.ClassificationKind.$names[range.Kind] ?? 'PlainText';
}

/** A list of the generated code as an array; null and undefined as an empty one. */
export function toArray<T>(items: unknown): T[] {
  return items === null || items === undefined ? [] : Bridge.toArray<T>(items);
}

/** The columns and local names that a name at `position` could stand for; none where the query is too broken to tell. */
export function symbolsInScope(query: BoundQuery, position: number): MsSymbol[] {
  const columnsAndLocals = 33;
  const noFunctions = 0;
  return toArray<MsSymbol>((kustoCodeOf(query) as EditableCode).GetSymbolsInScope(position, columnsAndLocals, noFunctions));
}

/** The innermost node or token that holds `offset`; undefined outside of the text. */
export function nodeAt(query: BoundQuery, offset: number): MsNode | undefined {
  let node: MsNode | undefined = kustoCodeOf(query).Syntax;
  let found: MsNode | undefined;
  while (node !== undefined) {
    found = node;
    node = childAt(node, offset);
  }
  return found;
}

function childAt(node: MsNode, offset: number): MsNode | undefined {
  for (let i = 0; i < node.ChildCount; i++) {
    const child = node.GetChild(i);
    if (child !== null && child.TextStart <= offset && offset < child.End) return child;
  }
  return undefined;
}
