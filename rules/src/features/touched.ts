import type { Span } from '@rulesmith/kql';
import type { RuleDiagnostic } from '../diagnostic.ts';
import { entryOf, type YamlEntry } from '../yaml/yamlTree.ts';
import type { CodeActionContext } from './codeActions.ts';

export function touchesRange(span: Span, range: Span): boolean {
  return span.start <= range.end && range.start <= span.end;
}

/** The top-level entry of `key` where the range touches it, from the key to the end of its value. */
export function touchedEntry({ document, range }: CodeActionContext, key: string): YamlEntry | undefined {
  const entry = entryOf(document.root, key);
  return entry !== undefined && touchesRange(entry.span, range) ? entry : undefined;
}

/** The finding of one of these checks that the range touches. */
export function touchedFinding({ diagnostics, range }: CodeActionContext, codes: ReadonlySet<string>): RuleDiagnostic | undefined {
  return diagnostics.find(({ code, span }) => codes.has(code) && touchesRange(span, range));
}
