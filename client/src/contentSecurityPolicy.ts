/** What our pages may load, as the value of a `Content-Security-Policy`. Both pages stay without network, inline scripts and `eval`. */

/** `source` is where the page's own files come from, `script` which scripts may run. */
export interface PolicySources {
  readonly source: string;
  readonly script: string;
}

/** The results page: our own script and style from `dist/` and nothing else. */
export function resultsPolicy({ source, script }: PolicySources): string {
  return policy({ 'style-src': source, 'script-src': script });
}

/**
 * The scratch pane, for Monaco: it sets styles of its own, draws its squiggles from `data:` images, has a font of icons, and starts its workers
 * from `blob:` addresses with scripts that are fetched from our own files.
 */
export function scratchPolicy({ source, script }: PolicySources): string {
  return policy({
    'style-src': `${source} 'unsafe-inline'`,
    'script-src': script,
    'img-src': 'data:',
    'font-src': source,
    'worker-src': 'blob:',
    'connect-src': source,
  });
}

function policy(directives: Readonly<Record<string, string>>): string {
  return ["default-src 'none'", ...Object.entries(directives).map(([name, value]) => `${name} ${value}`)].join('; ');
}
