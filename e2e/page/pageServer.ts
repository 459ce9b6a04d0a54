/** Serves the results page as a plain page with a mock host, under the same content security policy as in VS Code. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { isMain, repositoryRoot } from '../../scripts/repository.ts';

export interface PageServer {
  readonly address: string;
  close(): Promise<void>;
}

const contentSecurityPolicy = "default-src 'none'; style-src 'self'; script-src 'self'";

const files: ReadonlyMap<string, { readonly path: string; readonly type: string }> = new Map([
  ['/', { path: 'webview/test-page.html', type: 'text/html' }],
  ['/webview/test-page/themes.css', { path: 'webview/test-page/themes.css', type: 'text/css' }],
  ['/dist/webview.css', { path: 'dist/webview.css', type: 'text/css' }],
  ['/dist/webview.js', { path: 'dist/webview.js', type: 'text/javascript' }],
]);

/** Starts the server on a free port of this machine; `dist/` must have been built. */
export async function startPageServer(port = 0): Promise<PageServer> {
  const mockHost = await bundleMockHost();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path === '/mockHost.js') send(response, 'text/javascript', mockHost);
    else void sendFile(response, path);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => close(server) };
}

async function bundleMockHost(): Promise<string> {
  const entry = join(repositoryRoot, 'webview/test-page/mockHost.ts');
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, format: 'iife' });
  return outputFiles[0]?.text ?? '';
}

async function sendFile(response: ServerResponse, path: string): Promise<void> {
  const file = files.get(path);
  if (file === undefined) {
    response.writeHead(404).end();
    return;
  }
  send(response, file.type, await readFile(join(repositoryRoot, file.path), 'utf8'));
}

function send(response: ServerResponse, type: string, body: string): void {
  response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': contentSecurityPolicy }).end(body);
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

if (isMain(import.meta.url)) {
  const { address } = await startPageServer(8765);
  console.log(`The results page with generated data: ${address}?rows=100000&theme=dark (Ctrl+C ends)`);
}
