/** How deeply the brackets of a text are nested, those in strings and comments left out. One pass, whatever the text. */
export function bracketDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"' || character === "'") at = stringEnd(text, at, character);
    else if (character === '/' && text[at + 1] === '/') at = lineEnd(text, at);
    else if (character === '(' || character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
    else if (character === ')' || character === ']' || character === '}') depth = Math.max(0, depth - 1);
  }
  return deepest;
}

/** Where the string that begins at `start` ends; strings do not go over lines. A verbatim one (`@"…"`) has no escapes. */
function stringEnd(text: string, start: number, quote: string): number {
  const isVerbatim = text[start - 1] === '@';
  let at = start + 1;
  while (at < text.length && text[at] !== quote && text[at] !== '\n') at += !isVerbatim && text[at] === '\\' ? 2 : 1;
  return at;
}

function lineEnd(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}
