/**
 * Regular expressions of KQL: the syntax of Rust's `regex`, as far as RE2 can express it, matched in linear time whatever the pattern and text. The
 * work is done by re2js.
 */
import { RE2JS } from 're2js';
import { toRe2 } from './toRe2.ts';
import { WordBoundaries } from './wordBoundaries.ts';

export interface RegexMatch {
  readonly start: number;
  readonly end: number;
  /** The groups from 1; undefined for one that took no part. */
  readonly groups: readonly (string | undefined)[];
}

export interface Regex {
  readonly groupCount: number;
  /** The number of each named group. */
  readonly groupNames: ReadonlyMap<string, number>;
  /** Whether the pattern occurs anywhere in `text`. */
  test(text: string): boolean;
  /** The first match at or behind `from`. */
  exec(text: string, from?: number): RegexMatch | undefined;
}

export interface RegexOptions {
  readonly ignoreCase?: boolean;
  /** `.` matches line ends too. */
  readonly dotAll?: boolean;
  /** Quantifiers take as little as they can, `?` as much. */
  readonly ungreedy?: boolean;
  readonly multiline?: boolean;
}

/** Compiles `pattern`. Throws an `Error` that says what is wrong with it, or a `QueryError` that names what is refused. */
export function compileRegex(pattern: string, options: RegexOptions = {}): Regex {
  const flags =
    (options.ignoreCase ? 'i' : '') + (options.dotAll ? 's' : '') + (options.ungreedy ? 'U' : '') + (options.multiline ? 'm' : '');
  const source = flags ? `(?${flags})${pattern}` : pattern;
  return new LinearRegex(source);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the test is for text beyond ASCII.
const beyondAscii = /[^\u0000-\u007f]/;

type Matcher = ReturnType<RE2JS['matcher']>;

/** `\d`, `\w` and `\s` mean more than ASCII only where the text holds more, so that program is made when first needed. */
class LinearRegex implements Regex {
  readonly #source: string;
  readonly #ascii: RE2JS;
  #unicode: RE2JS | undefined;
  /** Null where the pattern asks for none. */
  #boundaries: WordBoundaries | null | undefined;
  #last: { readonly text: string; readonly matcher: Matcher } | undefined;
  readonly groupCount: number;
  readonly groupNames: ReadonlyMap<string, number>;

  constructor(source: string) {
    this.#source = source;
    this.#ascii = compile(toRe2(source, false));
    this.groupNames = new Map(Object.entries(this.#ascii.namedGroups()));
    this.groupCount = this.#ascii.groupCount();
  }

  /** Kept for the last text: it is often searched for match after match, and to look at all of it each time would take quadratic time. */
  #matcher(text: string): Matcher {
    if (this.#last?.text !== text) this.#last = { text, matcher: this.#newMatcher(text) };
    return this.#last.matcher;
  }

  #newMatcher(text: string): Matcher {
    if (!beyondAscii.test(text)) return this.#ascii.matcher(text);
    this.#unicode ??= compile(toRe2(this.#source, true));
    this.#boundaries ??= WordBoundaries.of(this.#source) ?? null;
    const visible = this.#boundaries?.visible(text);
    return (visible?.program ?? this.#unicode).matcher(visible?.text ?? text);
  }

  test(text: string): boolean {
    return this.#matcher(text).find(0);
  }

  exec(text: string, from = 0): RegexMatch | undefined {
    if (from > text.length) return undefined;
    const matcher = this.#matcher(text);
    if (!matcher.find(from)) return undefined;
    const groups = Array.from({ length: this.groupCount }, (_, index) => {
      const start = matcher.start(index + 1);
      return start < 0 ? undefined : text.slice(start, matcher.end(index + 1));
    });
    return { start: matcher.start(), end: matcher.end(), groups };
  }
}

function compile(source: string): RE2JS {
  try {
    return RE2JS.compile(source);
  } catch (error) {
    throw new Error(`The regular expression is not valid: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** All matches that do not overlap, from the left; an empty one right behind another is none (RE2, Rust). */
export function* matchAll(regex: Regex, text: string): Generator<RegexMatch> {
  let from = 0;
  let last = -1;
  while (from <= text.length) {
    const match = regex.exec(text, from);
    if (!match) return;
    const isEmpty = match.start === match.end;
    if (!isEmpty || match.start !== last) yield match;
    last = match.end;
    from = isEmpty ? nextCodePoint(text, match.end) : match.end;
  }
}

function nextCodePoint(text: string, position: number): number {
  return position + ((text.codePointAt(position) ?? 0) > 0xffff ? 2 : 1);
}
