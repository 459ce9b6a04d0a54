import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { type PolicySources, resultsPolicy, scratchPolicy } from './contentSecurityPolicy.ts';

/** A page of ours: what it is called, which files of `dist/` it is made of, and what it may load. */
interface Page {
  readonly title: string;
  readonly script: string;
  readonly styles: readonly string[];
  policy(sources: PolicySources): string;
}

const resultsPage: Page = { title: 'Results', script: 'webview.js', styles: ['webview.css'], policy: resultsPolicy };
const scratchPage: Page = {
  title: 'Query the Hits',
  script: 'scratch.js',
  styles: ['scratch.css', 'scratchPane.css'],
  policy: scratchPolicy,
};

export function resultsHtml(webview: vscode.Webview, dist: vscode.Uri): string {
  return pageHtml(resultsPage, webview, dist);
}

export function scratchHtml(webview: vscode.Webview, dist: vscode.Uri): string {
  return pageHtml(scratchPage, webview, dist);
}

function pageHtml(page: Page, webview: vscode.Webview, dist: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const addressOf = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(dist, file)).toString();
  const policy = page.policy({ source: webview.cspSource, script: `'nonce-${nonce}'` });
  const styles = page.styles.map((style) => `<link rel="stylesheet" href="${addressOf(style)}">`);
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <title>${page.title}</title>
    ${styles.join('\n    ')}
  </head>
  <body>
    <script nonce="${nonce}" src="${addressOf(page.script)}" data-resources="${webview.asWebviewUri(dist).toString()}"></script>
  </body>
</html>`;
}
