/**
 * Monaco's two workers. A page in VS Code may start workers only from `blob:` addresses, so their scripts are fetched from the extension's own
 * files and put together. Microsoft's parser is the copy that the language server uses as well.
 */
import type {} from './monaco.ts';

/** In the order of loading; `kustoWorker.js` is monaco-kusto's own, bundled without the scripts before it. */
const kustoScripts = [
  'kusto/bridge.min.cjs',
  'kusto/Kusto.JavaScript.Client.min.js',
  'kusto/newtonsoft.json.min.js',
  'kusto/Kusto.Language.Bridge.min.cjs',
  'kustoWorker.js',
];
const editorScripts = ['editorWorker.js'];

/** Tells Monaco how to start its workers; `resources` is the address of the folder with their scripts. */
export function provideWorkers(resources: string): void {
  window.MonacoEnvironment = {
    getWorker: (_workerId, label) => startWorker(resources, label === 'kusto' ? kustoScripts : editorScripts),
  };
}

async function startWorker(resources: string, scripts: readonly string[]): Promise<Worker> {
  const texts = await Promise.all(scripts.map((script) => textOf(`${resources}/${script}`)));
  const address = URL.createObjectURL(new Blob([texts.join('\n;\n')], { type: 'text/javascript' }));
  try {
    return new Worker(address);
  } finally {
    URL.revokeObjectURL(address);
  }
}

async function textOf(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} cannot be loaded: ${response.status}`);
  return response.text();
}
