/**
 * `\b` and `\B` beside letters beyond ASCII. RE2 takes such a letter for no part of a word, Kusto does. So an ASCII letter, digit or `_` is put in its
 * place for the search: one that every other part of the pattern treats alike, or else one that the text doesn't have, with a pattern of its own that
 * treats it as the letter it stands for. The matches stay where they are, and the boundaries are right.
 */
import { RE2JS } from 're2js';
import { unsupported } from '../queryError.ts';
import { type RegexToken, regexTokens } from './tokens.ts';
import { re2Token } from './toRe2.ts';

/** What to search instead of a text. */
export interface VisibleText {
  readonly text: string;
  /** Another pattern for this text alone; undefined where the own one serves. */
  readonly program: RE2JS | undefined;
}

const wordBeyondAscii = /[^\P{Alphabetic}a-zA-Z]|[\p{M}\u200c\u200d]|(?![0-9])\p{Nd}|(?!_)\p{Pc}/gu;
const asciiWord = Array.from('qzjQZJ0987654321_abcdefghiklmnoprstuvwxyABCDEFGHIKLMNOPRSTUVWXY');

/** A token with what it matches alone; undefined for one that matches no character, and for `.`, which takes all alike. */
interface Part {
  readonly token: RegexToken;
  readonly matches: RE2JS | undefined;
}

export class WordBoundaries {
  readonly #parts: readonly Part[];
  readonly #signatures = new Map<string, string>();
  #alike: ReadonlyMap<string, string> | undefined;
  #last: { readonly original: string; readonly visible: VisibleText } | undefined;

  private constructor(tokens: readonly RegexToken[]) {
    this.#parts = partsOf(tokens);
  }

  /** Undefined where the pattern asks for no boundary. */
  static of(pattern: string): WordBoundaries | undefined {
    const tokens = regexTokens(pattern);
    const asks = tokens.some((token) => token.kind === 'escape' && /^\\[bB]$/.test(token.text));
    return asks ? new WordBoundaries(tokens) : undefined;
  }

  /** `text`, of the same length, with the boundaries that Kusto sees. Refuses a text with too many characters for the ASCII ones to stand for. */
  visible(text: string): VisibleText {
    // One text is often searched for match after match.
    if (this.#last?.original !== text) this.#last = { original: text, visible: this.#visible(text) };
    return this.#last.visible;
  }

  #visible(text: string): VisibleText {
    const letters = new Set(text.match(wordBeyondAscii));
    if (letters.size === 0) return { text, program: undefined };
    const standIns = new Map<string, string>();
    for (const letter of letters) {
      // A letter of two code units has no stand-in that keeps the length.
      if (letter.length > 1) throw unsupported(`A word boundary of a regular expression in a text with \`${letter}\``);
      standIns.set(letter, this.#alikeInAscii(this.#signature(letter)) ?? '');
    }
    const isOwn = Array.from(standIns.values()).includes('');
    if (isOwn) this.#findFree(text, standIns);
    const visible = text.replace(wordBeyondAscii, (letter) => standIns.get(letter) as string);
    return { text: visible, program: isOwn ? this.#programFor(text, standIns) : undefined };
  }

  #alikeInAscii(signature: string): string | undefined {
    this.#alike ??= new Map(asciiWord.map((character) => [this.#signature(character), character]));
    return this.#alike.get(signature);
  }

  /** Which parts of the pattern match the character, a digit for each. */
  #signature(character: string): string {
    let signature = this.#signatures.get(character);
    if (signature === undefined) {
      signature = this.#parts.map((part) => (part.matches?.matches(character) ? '1' : '0')).join('');
      this.#signatures.set(character, signature);
    }
    return signature;
  }

  /** Gives the letters characters that the text lacks; those that the pattern treats alike share one. */
  #findFree(text: string, standIns: Map<string, string>): void {
    const free = asciiWord.filter((character) => !text.includes(character));
    const bySignature = new Map<string, string>();
    for (const letter of standIns.keys()) {
      const signature = this.#signature(letter);
      const standIn = bySignature.get(signature) ?? free.pop();
      if (standIn === undefined) throw unsupported(`A word boundary of a regular expression in a text with \`${letter}\``);
      bySignature.set(signature, standIn);
      standIns.set(letter, standIn);
    }
  }

  /** The pattern with each part written as the characters of the text that it matches, the letters by their stand-ins. */
  #programFor(text: string, standIns: ReadonlyMap<string, string>): RE2JS {
    const characters = Array.from(new Set(text));
    const sources = this.#parts.map(({ token, matches }, index) => {
      if (!matches) return token.kind === 'syntax' ? withoutCase(token.text) : re2Token(token, true);
      const matched = characters.filter((character) => this.#signature(character)[index] === '1');
      const items = matched.map((character) => codePoint(standIns.get(character) ?? character));
      return items.length > 0 ? `[${items.join('')}]` : '[^\\x{0}-\\x{10ffff}]';
    });
    return RE2JS.compile(sources.join(''));
  }
}

function codePoint(character: string): string {
  return `\\x{${(character.codePointAt(0) as number).toString(16)}}`;
}

/** The case has been looked at part by part. */
function withoutCase(syntax: string): string {
  const flags = /^\(\?([a-zA-Z]*)(-?[a-zA-Z]*)([:)])$/.exec(syntax);
  if (!flags) return syntax;
  const kept = (flags[1] + flags[2]).replaceAll('i', '').replace(/-$/, '');
  return kept === '' && flags[3] === ')' ? '' : `(?${kept}${flags[3]}`;
}

function partsOf(tokens: readonly RegexToken[]): Part[] {
  // Whether the case is ignored in the open groups, the innermost last.
  const ignoring = [false];
  return tokens.map((token) => {
    if (token.kind === 'syntax') followFlags(token.text, ignoring);
    if (!matchesCharacter(token)) return { token, matches: undefined };
    return { token, matches: RE2JS.compile((ignoring[ignoring.length - 1] ? '(?i)' : '') + re2Token(token, true)) };
  });
}

function followFlags(syntax: string, ignoring: boolean[]): void {
  if (syntax === ')' && ignoring.length > 1) ignoring.pop();
  if (!syntax.startsWith('(')) return;
  const [, on = '', off = ''] = /^\(\?([a-zA-Z]*)-?([a-zA-Z]*)[:)]/.exec(syntax) ?? [];
  const now = off.includes('i') ? false : on.includes('i') || ignoring[ignoring.length - 1];
  if (syntax.endsWith(')')) ignoring[ignoring.length - 1] = now;
  else ignoring.push(now);
}

function matchesCharacter(token: RegexToken): boolean {
  return (
    token.kind === 'class' ||
    (token.kind === 'literal' && token.text !== '.') ||
    (token.kind === 'escape' && !/^\\[bBAz]$/.test(token.text))
  );
}
