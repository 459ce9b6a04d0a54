/** The terms of a text, and what stands between them, as `reduce` splits it. */

/** A run of characters that belong together, as a half-open range of the text. */
export interface Term {
  readonly start: number;
  readonly end: number;
}

/** Whether a character (its code point) belongs to a term. */
export type TermCharacters = (codePoint: number) => boolean;

/**
 * ASCII letters and digits belong to terms and everything else separates them, but for `characters`, which do the opposite. One documented example
 * splits at a letter that is listed, another keeps terms whole that contain a listed `-` or `_`; so it must be the change of sides.
 */
export function termCharacters(characters: string): TermCharacters {
  const changed = new Set(Array.from(characters, (character) => character.codePointAt(0)));
  return (codePoint) => isAlphanumeric(codePoint) !== changed.has(codePoint);
}

export function termsOf(text: string, belongs: TermCharacters): Term[] {
  const terms: Term[] = [];
  let start = -1;
  for (let at = 0; at < text.length; ) {
    const codePoint = text.codePointAt(at) as number;
    if (belongs(codePoint)) {
      if (start < 0) start = at;
    } else if (start >= 0) {
      terms.push({ start, end: at });
      start = -1;
    }
    at += codePoint > 0xffff ? 2 : 1;
  }
  if (start >= 0) terms.push({ start, end: text.length });
  return terms;
}

/** Whether it is nothing but ASCII digits. */
export function isNumber(text: string, { start, end }: Term): boolean {
  for (let at = start; at < end; at++) if (!isDigit(text.charCodeAt(at))) return false;
  return true;
}

/** What stays of a separator beside a wildcard: letters and digits that separate belong to the wildcard. */
export function besideWildcard(separator: string): string {
  return separator.replace(/[0-9A-Za-z]/g, '');
}

function isDigit(codePoint: number): boolean {
  return codePoint >= 0x30 && codePoint <= 0x39;
}

function isAlphanumeric(codePoint: number): boolean {
  const lower = codePoint | 0x20;
  return isDigit(codePoint) || (lower >= 0x61 && lower <= 0x7a && codePoint < 0x80);
}
