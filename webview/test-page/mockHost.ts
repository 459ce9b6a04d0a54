/**
 * Stands in for the extension on the test page: defines `acquireVsCodeApi` as VS Code does and answers the page's requests from generated
 * data. `?rows=N` sets the size of the result, `?show=result|failure|running` what is shown, `?gone` loses the rows.
 */
import type { HostToWebview, ResultRows, ResultRowsParams, RunFailure, WebviewToHost } from '@rulesmith/protocol';
import { hostileText, sampleRow, sampleSummary } from './sampleResult.ts';

declare global {
  /** Everything the page sent, for tests to look at. */
  var sentMessages: WebviewToHost[];
  var acquireVsCodeApi: () => unknown;
  /** Sends the page a message as the extension would. */
  var showMessage: (message: HostToWebview) => void;
  /** Makes the summary of a result of so many rows. */
  var summaryOf: typeof sampleSummary;
}

const options = new URLSearchParams(location.search);
const rowCount = Number(options.get('rows') ?? 100_000);
const stateKey = 'rulesmith-page-state';

globalThis.sentMessages = [];
globalThis.summaryOf = sampleSummary;
globalThis.showMessage = (message) => {
  window.dispatchEvent(new MessageEvent('message', { data: structuredClone(message) }));
};
globalThis.acquireVsCodeApi = () => ({
  postMessage: (message: WebviewToHost) => {
    globalThis.sentMessages.push(structuredClone(message));
    answer(message);
  },
  getState: () => JSON.parse(sessionStorage.getItem(stateKey) ?? 'null') as unknown,
  setState: (state: unknown) => sessionStorage.setItem(stateKey, JSON.stringify(state)),
});

const sampleFailure: RunFailure = {
  kind: 'noSample',
  runId: 'failed',
  rule: { uri: 'file:///rules/portScan.yaml', path: 'rules/portScan.yaml', name: 'One client on many ports' },
  message: `No sample was found for the table W3CIISLog. ${hostileText}`,
  remedy: 'Put a log of that table into one of these places, or choose files.',
  range: { start: { line: 20, character: 2 }, end: { line: 20, character: 11 } },
  searched: ['rules/portScan.samples/', 'samples/W3CIISLog.*', 'samples/*.log with a #Fields header'],
};

function answer(message: WebviewToHost): void {
  if (message.type === 'ready') queueMicrotask(showFirst);
  if (message.type === 'rows') {
    const { requestId, params } = message;
    const result = options.has('gone') ? ({ kind: 'gone' } as const) : rowsOf(params);
    setTimeout(() => globalThis.showMessage({ type: 'reply', requestId, result }));
  }
}

function showFirst(): void {
  const summary = sampleSummary(rowCount);
  switch (options.get('show')) {
    case 'failure':
      globalThis.showMessage({ type: 'showFailure', failure: sampleFailure });
      return;
    case 'running':
      globalThis.showMessage({ type: 'showRunning', ruleName: 'One client on many ports' });
      return;
    default:
      globalThis.showMessage({ type: 'showResult', summary });
      return;
  }
}

/** Orders and filters as the server does, as far as the tests need it: by the row's number, for any column. */
function rowsOf(params: ResultRowsParams): ResultRows {
  const total = params.table === 'result' ? rowCount : (sampleSummary(rowCount).alerts[params.table]?.rows ?? 0);
  let indices = Array.from({ length: total }, (_, index) => index);
  const filter = params.filter?.toLowerCase();
  if (filter) indices = indices.filter((index) => sampleRow(index).some((cell) => String(cell).toLowerCase().includes(filter)));
  if (params.sort?.descending) indices.reverse();
  const rows = indices.slice(params.offset, params.offset + params.limit).map(sampleRow);
  return { kind: 'rows', offset: params.offset, rows, rowCount: indices.length };
}
