/** Terms: what `has` and its kin search for. A term is a run of letters and digits; every other character separates (kql-semantics 59). */

function isAlphanumericCode(code: number): boolean {
  if (code < 128) return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  return /[\p{L}\p{N}]/u.test(String.fromCodePoint(code));
}

function codeBefore(text: string, position: number): number | undefined {
  if (position <= 0) return undefined;
  const low = text.charCodeAt(position - 1);
  return low >= 0xdc00 && low <= 0xdfff && position > 1 ? text.codePointAt(position - 2) : low;
}

function bounded(text: string, start: number, end: number, needle: string, left: boolean, right: boolean): boolean {
  const before = left && isAlphanumericCode(needle.codePointAt(0) ?? 32) ? codeBefore(text, start) : undefined;
  if (before !== undefined && isAlphanumericCode(before)) return false;
  const after = right && isAlphanumericCode(codeBefore(needle, needle.length) ?? 32) ? text.codePointAt(end) : undefined;
  return after === undefined || !isAlphanumericCode(after);
}

/** Whether `needle` occurs in `text` with no letter or digit beside it, on the sides asked for. Case as given. */
export function occursAsTerm(text: string, needle: string, left = true, right = true): boolean {
  if (needle === '') return true;
  for (let start = text.indexOf(needle); start >= 0; start = text.indexOf(needle, start + 1)) {
    if (bounded(text, start, start + needle.length, needle, left, right)) return true;
  }
  return false;
}

/** Case folding for comparisons: by letter, no locale, `ß` not `ss`, the final sigma as any other. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  return lower.includes('ς') ? lower.replaceAll('ς', 'σ') : lower;
}
