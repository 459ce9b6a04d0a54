import type { Fix, TextEdit } from '../diagnostic.ts';

/** The fix with line breaks as the file has them: those of Windows where its first line ends so. */
export function keepLineBreaks<F extends Fix>(fix: F, text: string): F {
  const first = text.indexOf('\n');
  if (first <= 0 || text[first - 1] !== '\r') return fix;
  return { ...fix, edits: fix.edits.map((edit) => (isLineBreak(text, edit) ? edit : withBreaks(edit))) };
}

/** An edit of a line break alone is about line breaks. */
function isLineBreak(text: string, { span }: TextEdit): boolean {
  return /^\r?\n$/.test(text.slice(span.start, span.end));
}

function withBreaks({ span, newText }: TextEdit): TextEdit {
  return { span, newText: newText.replaceAll(/\r?\n/g, '\r\n') };
}
