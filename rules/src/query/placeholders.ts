import type { Span } from '@rulesmith/kql';

/** A placeholder that a deployment fills in before Sentinel sees the query: `%%Threshold:500%%`, `{{threshold}}`. */
export interface Placeholder {
  readonly span: Span;
  readonly name: string;
}

export interface FilledQuery {
  /** As long as the query, so that offsets are the same in both. */
  readonly text: string;
  readonly placeholders: readonly Placeholder[];
}

/**
 * Replaces the placeholders of a query by something KQL can read at the same offsets: the default where there is one, else the
 * placeholder's name. Blanks take the place of what falls away. Those in string literals and comments are KQL already.
 * `shift` is added to the places of the placeholders.
 */
export function fillPlaceholders(query: string, shift = 0): FilledQuery {
  const placeholders: Placeholder[] = [];
  if (!query.includes('%%') && !query.includes('{{')) return { text: query, placeholders };
  const text = query.replace(literalOrPlaceholder, (match: string, ...groups: unknown[]) => {
    const [named, fallback, braced, offset] = groups as [string | undefined, string | undefined, string | undefined, number];
    const name = named ?? braced;
    if (name === undefined) return match;
    placeholders.push({
      span: { start: offset + shift, end: offset + shift + match.length },
      name,
    });
    const kept = fallback ?? name.replaceAll(/\W/g, '_');
    const before = match.indexOf(fallback ?? name, fallback === undefined ? 2 : 2 + name.length + 1);
    return kept.padStart(before + kept.length).padEnd(match.length);
  });
  return { text, placeholders };
}

/** A comment, a string literal (verbatim, multi-line or plain), or a placeholder; the first two are matched to be passed over. */
const literalOrPlaceholder =
  /\/\/[^\n]*|```[\s\S]*?```|@"(?:[^"]|"")*"|@'(?:[^']|'')*'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|%%([A-Za-z_]\w*)(?::([^%\n]*))?%%|\{\{\s*([\w. -]+?)\s*\}\}/g;
