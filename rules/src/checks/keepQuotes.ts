import type { Fix, TextEdit } from '../diagnostic.ts';

/** The fix with the quotes of what it replaces kept, so that a value or key stays written as it is. */
export function keepQuotes(fix: Fix, text: string): Fix {
  return { ...fix, edits: fix.edits.map((edit) => withQuotes(edit, text)) };
}

function withQuotes({ span, newText }: TextEdit, text: string): TextEdit {
  const quote = text[span.start];
  const isQuoted = (quote === '"' || quote === "'") && span.end - span.start > 1 && text[span.end - 1] === quote;
  if (!isQuoted || newText === '' || newText.startsWith(quote)) return { span, newText };
  const inner = quote === "'" ? newText.replaceAll("'", "''") : newText.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
  return { span, newText: `${quote}${inner}${quote}` };
}
