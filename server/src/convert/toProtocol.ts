/** Everything of the rule service in LSP's terms. The only place that knows both. */

import { commandIds } from '@rulesmith/protocol';
import type { CodeLens, CompletionItem, CompletionKind, DocumentSymbol, Fix, RuleDiagnostic, SignatureHelp } from '@rulesmith/rules';
import * as lsp from 'vscode-languageserver/node';
import type { LineIndex } from './lineIndex.ts';

const severities = {
  error: lsp.DiagnosticSeverity.Error,
  warning: lsp.DiagnosticSeverity.Warning,
  info: lsp.DiagnosticSeverity.Information,
} as const;

/** Where the page about a check is found. */
const checkPages = 'https://github.com/rulesmith/rulesmith/blob/main/docs/checks';

export function toDiagnostic(diagnostic: RuleDiagnostic, lines: LineIndex, page: string | undefined): lsp.Diagnostic {
  return {
    range: lines.range(diagnostic.span),
    severity: severities[diagnostic.severity],
    code: diagnostic.code,
    ...(page === undefined ? {} : { codeDescription: { href: `${checkPages}/${page}.md` } }),
    source: 'rulesmith',
    message: diagnostic.message,
  };
}

const completionKinds: Readonly<Record<CompletionKind, lsp.CompletionItemKind>> = {
  key: lsp.CompletionItemKind.Property,
  value: lsp.CompletionItemKind.Value,
  snippet: lsp.CompletionItemKind.Snippet,
  table: lsp.CompletionItemKind.Class,
  column: lsp.CompletionItemKind.Field,
  function: lsp.CompletionItemKind.Function,
  aggregate: lsp.CompletionItemKind.Function,
  operator: lsp.CompletionItemKind.Keyword,
  keyword: lsp.CompletionItemKind.Keyword,
  variable: lsp.CompletionItemKind.Variable,
  parameter: lsp.CompletionItemKind.Variable,
  'scalar-operator': lsp.CompletionItemKind.Operator,
  literal: lsp.CompletionItemKind.Constant,
};

export function toCompletionItem(item: CompletionItem, range: lsp.Range): lsp.CompletionItem {
  return {
    label: item.label,
    kind: completionKinds[item.kind],
    sortText: item.sortText,
    insertTextFormat: item.snippet ? lsp.InsertTextFormat.Snippet : lsp.InsertTextFormat.PlainText,
    insertTextMode: lsp.InsertTextMode.adjustIndentation,
    textEdit: { range, newText: item.insertText },
    ...(item.filterText === undefined ? {} : { filterText: item.filterText }),
    ...(item.detail === undefined ? {} : { detail: item.detail }),
    // Editors show the detail of the selected item only; the type of a column helps to choose one.
    ...(item.kind === 'column' && item.detail !== undefined ? { labelDetails: { description: item.detail } } : {}),
    ...(item.documentation === undefined ? {} : { documentation: markdown(item.documentation) }),
  };
}

export function markdown(value: string): lsp.MarkupContent {
  return { kind: lsp.MarkupKind.Markdown, value };
}

export function toSignatureHelp(help: SignatureHelp): lsp.SignatureHelp {
  const { signatures, activeSignature, activeParameter, documentation } = help;
  return {
    signatures: signatures.map(({ label, parameters }) => ({
      label,
      parameters: parameters.map((parameter) => ({ label: parameter })),
      ...(documentation === undefined ? {} : { documentation: markdown(documentation) }),
    })),
    activeSignature,
    activeParameter,
  };
}

export function toCodeLens(lens: CodeLens, lines: LineIndex, uri: string): lsp.CodeLens {
  const command = lens.action === 'run' ? commandIds.runRule : commandIds.chooseSamples;
  return { range: lines.range(lens.span), command: { title: lens.title, command, arguments: [uri] } };
}

const symbolKinds = {
  field: lsp.SymbolKind.Property,
  list: lsp.SymbolKind.Array,
  query: lsp.SymbolKind.Function,
  variable: lsp.SymbolKind.Variable,
  stage: lsp.SymbolKind.Operator,
} as const;

export function toDocumentSymbol(symbol: DocumentSymbol, lines: LineIndex): lsp.DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: symbolKinds[symbol.kind],
    range: lines.range(symbol.span),
    selectionRange: lines.range(symbol.nameSpan),
    children: symbol.children.map((child) => toDocumentSymbol(child, lines)),
  };
}

export function toTextEdits({ edits }: Pick<Fix, 'edits'>, lines: LineIndex): lsp.TextEdit[] {
  return edits.map((edit) => ({ range: lines.range(edit.span), newText: edit.newText }));
}
