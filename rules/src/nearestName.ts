/**
 * The name of `candidates` that `name` was most likely meant to be: one that differs only by letter case, blanks or punctuation, else
 * the one with the least typing mistakes (a letter too many, missing, wrong, or two swapped), at most one in four letters.
 * Undefined where none is near.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  const plain = simplify(name);
  const limit = Math.max(1, Math.floor(plain.length / 4));
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    const simplified = simplify(candidate);
    if (Math.abs(simplified.length - plain.length) > limit) continue;
    const distance = simplified === plain ? 0 : editDistance(plain, simplified, best === undefined ? limit : best.distance - 1);
    if (distance <= limit && (best === undefined || distance < best.distance)) best = { name: candidate, distance };
    if (distance === 0) break;
  }
  return best?.name;
}

function simplify(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** The Damerau-Levenshtein distance (adjacent swaps) of two texts; a number above `limit` where it is more than that. */
export function editDistance(a: string, b: string, limit = Number.POSITIVE_INFINITY): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (last[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, substitution);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (beforeLast[j - 2] as number) + 1);
      row.push(cost);
    }
    if (Math.min(...row) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] as number;
}
