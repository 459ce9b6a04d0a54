/**
 * Which names a piece of syntax may declare and which it may refer to, read from its tokens: both give too many rather than too few, since what
 * they decide is only how much is bound again.
 */
import type { LexicalToken } from './tokens.ts';

/** The names that a statement may declare: by `let`, as parameters, columns and steps (each before its colon), as they are or in brackets. */
export function declaredNames(tokens: readonly LexicalToken[]): Set<string> {
  const names = new Set<string>();
  for (const [index, { Text: text }] of tokens.entries()) {
    const before = tokens[index - 1]?.Text;
    if (before === 'let') names.add(text);
    if (text === ':' && before !== undefined) names.add(before);
    if (!isQuoted(text) || before !== '[') continue;
    if (tokens[index - 2]?.Text === 'let' || tokens[index + 2]?.Text === ':') names.add(unquoted(text));
  }
  return names;
}

/** Whether what consists of `tokens` may refer to one of `names`, also by a string or by a pattern. */
export function refersToAny(tokens: readonly LexicalToken[], names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false;
  let hasUnion = false;
  let hasStar = false;
  for (const [index, { Text: text }] of tokens.entries()) {
    if (names.has(text)) return true;
    // These read all tables that there are, those whose names a pattern fits, or one whose name is the value of an expression.
    if (text === 'find' || text === 'search' || text === 'table') return true;
    if (isQuoted(text) && names.has(unquoted(text))) return true;
    // A name in brackets may be written with escapes.
    if (isQuoted(text) && text.includes('\\') && tokens[index - 1]?.Text === '[') return true;
    hasUnion ||= text === 'union';
    hasStar ||= text === '*';
  }
  return hasUnion && hasStar;
}

/** Plain, verbatim, hidden and of several lines. */
const quotes = /^[hH]?@?(?:```|~~~|["'])|(?:```|~~~|["'])$/g;

function isQuoted(text: string): boolean {
  return /^[hH]?@?["'`~]/.test(text);
}

function unquoted(text: string): string {
  return text.replace(quotes, '');
}
