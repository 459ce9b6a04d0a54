/** Serves the results page and the scratch pane as plain pages with mock hosts, under the same content security policies as in VS Code. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { build } from 'esbuild';
import { resultsPolicy, scratchPolicy } from '../../client/src/contentSecurityPolicy.ts';
import { isMain, repositoryRoot } from '../../scripts/repository.ts';

export interface PageServer {
  readonly address: string;
  close(): Promise<void>;
}

const own = { source: "'self'", script: "'self'" };

interface ServedFile {
  readonly path: string;
  readonly type: string;
  /** Of a page; its files need none. */
  readonly policy?: string;
}

const files: ReadonlyMap<string, ServedFile> = new Map([
  ['/', { path: 'webview/test-page.html', type: 'text/html', policy: resultsPolicy(own) }],
  ['/scratch', { path: 'webview/scratch-test-page.html', type: 'text/html', policy: scratchPolicy(own) }],
  ['/webview/test-page/themes.css', { path: 'webview/test-page/themes.css', type: 'text/css' }],
]);

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.cjs': 'text/javascript',
  '.ttf': 'font/ttf',
};

/** The stand-ins for the extension, by the address they are served at. */
const mockHosts = { '/mockHost.js': 'mockHost.ts', '/scratchMockHost.js': 'scratchMockHost.ts' };

/** Starts the server on a free port of this machine; `dist/` must have been built. */
export async function startPageServer(port = 0): Promise<PageServer> {
  const hosts = new Map<string, string>();
  for (const [address, entry] of Object.entries(mockHosts)) hosts.set(address, await bundleMockHost(entry));
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const host = hosts.get(path);
    if (host === undefined) void sendFile(response, path);
    else send(response, 'text/javascript', host);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => close(server) };
}

async function bundleMockHost(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(repositoryRoot, 'webview/test-page', entry)],
    bundle: true,
    write: false,
    format: 'iife',
  });
  return outputFiles[0]?.text ?? '';
}

async function sendFile(response: ServerResponse, path: string): Promise<void> {
  const file = files.get(path) ?? builtFile(path);
  const body = file && (await readFile(join(repositoryRoot, file.path)).catch(() => undefined));
  if (file === undefined || body === undefined) response.writeHead(404).end();
  else send(response, file.type, body, file.policy);
}

function builtFile(path: string): ServedFile | undefined {
  const type = types[extname(path)];
  return path.startsWith('/dist/') && type !== undefined ? { path: path.slice(1), type } : undefined;
}

function send(response: ServerResponse, type: string, body: string | Buffer, policy?: string): void {
  const headers = { 'content-type': `${type}; charset=utf-8`, ...(policy === undefined ? {} : { 'content-security-policy': policy }) };
  response.writeHead(200, headers).end(body);
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

if (isMain(import.meta.url)) {
  const { address } = await startPageServer(8765);
  console.log(`With generated data: the results page ${address}?rows=100000, the scratch pane ${address}scratch (Ctrl+C ends)`);
}
