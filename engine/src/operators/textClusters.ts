/**
 * Groups texts by SLCT (R. Vaarandi, A Data Clustering Algorithm for Mining Patterns From Event Logs, 2003), which the documentation of `reduce`
 * names: find the terms that are frequent at their position; texts with the same frequent terms are a candidate; candidates that are frequent are
 * the clusters, and what is in none is an outlier. Numbers are never part of a pattern: so it is in the recorded and documented answers, where a
 * digit that a tenth of the rows share stays open at any threshold.
 */
import type { Execution } from '../execute.ts';
import { QueryError } from '../queryError.ts';
import { besideWildcard, isNumber, type Term, type TermCharacters, termsOf } from './textTerms.ts';

/** Below what a map holds. */
const mostTerms = 10_000_000;

/** Texts of more characters are long enough to look at the limits for each. */
const longText = 4096;

export interface TextCluster {
  /** The frequent terms with `*` for the others. */
  readonly pattern: string;
  readonly count: number;
  /** The first text of the cluster; empty for the outliers. */
  readonly representative: string;
}

export interface CountedTexts {
  /** The distinct texts. */
  readonly texts: readonly string[];
  /** How many rows have each. */
  readonly counts: Float64Array;
}

export interface ClusterOptions {
  /** What is frequent has more rows than this. */
  readonly least: number;
  readonly terms: TermCharacters;
}

export interface TextClusters {
  readonly clusters: readonly TextCluster[];
  /** The cluster of each text. */
  readonly clusterOf: Int32Array;
}

interface Candidate {
  readonly texts: number[];
  count: number;
  /** How many terms the longest of the texts has. */
  longest: number;
}

/** Numbers for the terms, by what they are and where they stand. */
type Vocabulary = ReadonlyMap<string, number>;

export function textClusters(input: CountedTexts, options: ClusterOptions, run: Execution): TextClusters {
  const vocabulary = frequentTerms(input, options, run);
  const clusters: TextCluster[] = [];
  const clusterOf = new Int32Array(input.texts.length);
  const outliers: Candidate = { texts: [], count: 0, longest: 0 };
  for (const [key, candidate] of candidates(input, options, vocabulary, run)) {
    run.guard.checkpoint();
    if (key === '' || candidate.count <= options.least) {
      for (const at of candidate.texts) outliers.texts.push(at);
      outliers.count += candidate.count;
      continue;
    }
    for (const at of candidate.texts) clusterOf[at] = clusters.length;
    const representative = input.texts[candidate.texts[0]];
    clusters.push({ pattern: patternOf(candidate, input, options, vocabulary), count: candidate.count, representative });
  }
  for (const at of outliers.texts) clusterOf[at] = clusters.length;
  if (outliers.count > 0) clusters.push({ pattern: 'others', count: outliers.count, representative: '' });
  return { clusters, clusterOf };
}

/** The terms that are frequent at their position, numbered. */
function frequentTerms({ texts, counts }: CountedTexts, { terms, least }: ClusterOptions, run: Execution): Vocabulary {
  const rows = new Map<string, number>();
  texts.forEach((text, at) => {
    if ((at & 0xff) === 0 || text.length > longText) run.guard.checkpoint();
    termsOf(text, terms).forEach((term, position) => {
      if (isNumber(text, term)) return;
      const key = termKey(text, term, position);
      rows.set(key, (rows.get(key) ?? 0) + counts[at]);
      if (rows.size > mostTerms)
        throw new QueryError('limit', '`reduce` over more than 10,000,000 different terms; filter its input first');
    });
    run.guard.checkRows(rows.size, 'reduce');
  });
  const vocabulary = new Map<string, number>();
  for (const [key, count] of rows) if (count > least) vocabulary.set(key, vocabulary.size);
  return vocabulary;
}

function termKey(text: string, { start, end }: Term, position: number): string {
  return `${position} ${text.slice(start, end)}`;
}

/** The texts by their frequent terms, in the order in which they first occur. */
function candidates(
  { texts, counts }: CountedTexts,
  { terms }: ClusterOptions,
  vocabulary: Vocabulary,
  run: Execution,
): ReadonlyMap<string, Candidate> {
  const byTerms = new Map<string, Candidate>();
  texts.forEach((text, at) => {
    if ((at & 0xff) === 0 || text.length > longText) run.guard.checkpoint();
    const found = termsOf(text, terms);
    const numbers = found.map((term, position) => vocabulary.get(termKey(text, term, position)));
    const key = numbers.filter((number) => number !== undefined).join(' ');
    const candidate = byTerms.get(key) ?? { texts: [], count: 0, longest: 0 };
    candidate.texts.push(at);
    candidate.count += counts[at];
    candidate.longest = Math.max(candidate.longest, found.length);
    byTerms.set(key, candidate);
  });
  return byTerms;
}

/** The pattern of a candidate, with the separators of its first text. What follows the last frequent term is one wildcard. */
function patternOf({ texts, longest }: Candidate, input: CountedTexts, { terms: belongs }: ClusterOptions, vocabulary: Vocabulary): string {
  const text = input.texts[texts[0]];
  const terms = termsOf(text, belongs);
  const isFixed = terms.map((term, position) => vocabulary.has(termKey(text, term, position)));
  const last = isFixed.lastIndexOf(true);
  let pattern = '';
  for (let position = 0; position <= last; position++) {
    const separator = text.slice(position === 0 ? 0 : terms[position - 1].end, terms[position].start);
    const isBesideWildcard = !isFixed[position] || isFixed[position - 1] === false;
    pattern += isBesideWildcard ? besideWildcard(separator) : separator;
    pattern += isFixed[position] ? text.slice(terms[position].start, terms[position].end) : '*';
  }
  const { end } = terms[last];
  if (longest === last + 1) return pattern + text.slice(end);
  return `${pattern}${besideWildcard(text.slice(end, terms[last + 1]?.start ?? end))}*`;
}
