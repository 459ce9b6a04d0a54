/**
 * RE2 reads `\d`, `\w`, `\s` and `\b` as ASCII; the engine of Kusto reads the first three as Unicode (kql-semantics 74). Rewrites them.
 */
const classes: Readonly<Record<string, { positive: string; negative: string } | undefined>> = {
  d: { positive: '\\p{Nd}', negative: '\\P{Nd}' },
  w: { positive: '\\p{L}\\p{M}\\p{Nd}\\p{Nl}\\p{Pc}', negative: '' },
  s: { positive: '\\t\\n\\x0b\\f\\r\\x{85}\\p{Z}', negative: '' },
};

/** `pattern` with Unicode character classes. A negated class inside brackets is left as it is: RE2 cannot express it. */
export function unicodeClasses(pattern: string): string {
  let result = '';
  let inBrackets = false;
  for (let position = 0; position < pattern.length; position++) {
    const character = pattern[position];
    if (character === '\\') {
      const next = pattern[++position] ?? '';
      result += rewrite(next, inBrackets);
      continue;
    }
    if (character === '[' && !inBrackets) inBrackets = true;
    else if (character === ']' && inBrackets) inBrackets = false;
    result += character;
  }
  return result;
}

function rewrite(letter: string, inBrackets: boolean): string {
  const rewritten = classes[letter.toLowerCase()];
  if (!rewritten) return `\\${letter}`;
  const negated = letter !== letter.toLowerCase();
  if (!negated) return inBrackets ? rewritten.positive : `[${rewritten.positive}]`;
  if (inBrackets) return rewritten.negative || `\\${letter}`;
  return `[^${rewritten.positive}]`;
}
