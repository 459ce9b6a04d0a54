/**
 * The parts of a regular expression as Kusto reads it: the dialect of Rust's `regex` (Kusto's documentation, "Regex syntax"). What that dialect has
 * and RE2 lacks or reads otherwise is refused by name here, so that what is left means the same in both.
 */
import { unsupported } from '../queryError.ts';

export type RegexToken =
  /** `\d`, `\.`, `\x41`, `\p{Greek}`, `\b`. */
  | { readonly kind: 'escape'; readonly text: string }
  /** `[…]`: what stands between the brackets, behind a `^`. */
  | { readonly kind: 'class'; readonly negated: boolean; readonly items: readonly ClassItem[] }
  | { readonly kind: 'literal'; readonly text: string }
  /** What matches no character by itself: groups, quantifiers, alternatives, anchors. */
  | { readonly kind: 'syntax'; readonly text: string };

/** A piece of a bracketed class: an escape, or anything else as it stands. */
export interface ClassItem {
  readonly kind: 'escape' | 'text';
  readonly text: string;
}

const groupStart = /^\((?:\?(?:P?<[^>]*>|([a-zA-Z-]*)[:)]?))?/;
const repetition = /^\{\d+(?:,\d*)?\}/;

/** Splits `pattern`; what is not well formed is left to the compiler to report. */
export function regexTokens(pattern: string): RegexToken[] {
  const tokens: RegexToken[] = [];
  for (let position = 0; position < pattern.length; ) {
    const rest = pattern.slice(position);
    const character = String.fromCodePoint(rest.codePointAt(0) as number);
    if (character === '[') {
      const nests = closesNested(rest);
      const end = classEnd(rest, nests);
      tokens.push(classToken(rest.slice(0, end), nests));
      position += end;
      continue;
    }
    const token = character === '\\' ? escapeToken(rest) : plainToken(rest, character);
    tokens.push(token);
    position += token.text.length;
  }
  return tokens;
}

function plainToken(rest: string, character: string): Exclude<RegexToken, { kind: 'class' }> {
  if (character === '(') {
    const [text, flags = ''] = groupStart.exec(rest) as RegExpExecArray;
    if (/[xRu]/.test(flags)) throw unsupported(`The flag in \`${text}\` of a regular expression`);
    return { kind: 'syntax', text };
  }
  if (character === '{') return { kind: 'syntax', text: repetition.exec(rest)?.[0] ?? character };
  return { kind: ')|^$*+?'.includes(character) ? 'syntax' : 'literal', text: character };
}

const longEscape = /^\\(?:[pP](?:\{[^}]*\}|.)|x(?:\{[^}]*\}|[0-9a-fA-F]{2})|u(?:\{[^}]*\}|[0-9a-fA-F]{4})|U(?:\{[^}]*\}|[0-9a-fA-F]{8}))/;

function escapeToken(rest: string): { readonly kind: 'escape'; readonly text: string } {
  const text = longEscape.exec(rest)?.[0] ?? Array.from(rest.slice(0, 3)).slice(0, 2).join('');
  if (/^\\[<>]$/.test(text) || (text === '\\b' && /^\\b\{[a-z]/.test(rest)))
    throw unsupported(`The word boundary \`${text === '\\b' ? rest.slice(0, rest.indexOf('}') + 1) : text}\` of a regular expression`);
  if (/^\\[QE]$/.test(text)) throw new Error(`The regular expression is not valid: unknown escape sequence: \`${text}\``);
  return { kind: 'escape', text };
}

/**
 * Whether the class that `rest` begins with, and each that a `[` in it would open, is closed. Where one is not, as in `[[]`, the pattern is none of
 * Rust's; Kusto runs it all the same, as published rules show, and the bracket stands for itself.
 */
function closesNested(rest: string): boolean {
  let depth = 0;
  for (let position = 0; position < rest.length; ) {
    const named = depth > 0 && rest[position] === '[' ? namedClass.exec(rest.slice(position)) : null;
    if (named) position += named[0].length;
    else if (rest[position] === '\\') position += escapeToken(rest.slice(position)).text.length;
    else if (rest[position] === '[') {
      depth++;
      // A `]` at the beginning is a member of the class.
      position += /^\[\^?-*\]?/.exec(rest.slice(position))?.[0].length ?? 1;
    } else if (rest[position++] === ']' && --depth === 0) return true;
  }
  return false;
}

/** The length of the class that `rest` begins with. */
function classEnd(rest: string, nests: boolean): number {
  let position = rest[1] === '^' ? 2 : 1;
  for (let first = true; position < rest.length; first = false) {
    if (rest[position] === ']' && !first) return position + 1;
    position += itemLength(rest, position, nests);
  }
  return rest.length;
}

const namedClass = /^\[:\^?[a-z]+:\]/;

function itemLength(rest: string, position: number, nests: boolean): number {
  if (rest[position] === '\\') return escapeToken(rest.slice(position)).text.length;
  const named = rest[position] === '[' ? namedClass.exec(rest.slice(position)) : null;
  if (named) return named[0].length;
  if (rest[position] === '[' && nests) throw unsupported('A class within a class of a regular expression');
  const pair = rest.slice(position, position + 2);
  if (pair === '&&' || pair === '--' || pair === '~~')
    throw unsupported(`The set operation \`${pair}\` in a class of a regular expression`);
  return 1;
}

function classToken(text: string, nests: boolean): RegexToken {
  const negated = text[1] === '^';
  const items: ClassItem[] = [];
  const end = text.endsWith(']') ? text.length - 1 : text.length;
  for (let position = negated ? 2 : 1; position < end; ) {
    const length = itemLength(text, position, nests);
    items.push({ kind: text[position] === '\\' ? 'escape' : 'text', text: text.slice(position, position + length) });
    position += length;
  }
  return { kind: 'class', negated, items };
}
