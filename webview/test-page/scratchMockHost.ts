/**
 * Stands in for the extension on the scratch pane's test page. A query gives 100,000 rows, unless its text says otherwise: `nope` is a column
 * that does not exist, `empty` gives no rows, `gone` loses the run, `slow` waits to be cancelled, `sample` reads one and has a note.
 */
import type {
  HitsFailure,
  HitsFinding,
  HitsOutcome,
  HitsSchema,
  HostToScratch,
  QueryRequest,
  ResultRows,
  ResultRowsParams,
  ScratchToHost,
  TextSpan,
} from '@rulesmith/protocol';
import { hostileText, sampleColumns, sampleRow } from './sampleResult.ts';

declare global {
  /** Everything the pane sent, for tests to look at. */
  var sentByScratch: ScratchToHost[];
  /** Sends the pane a message as the extension would. */
  var showInScratch: (message: HostToScratch) => void;
  /** Shows the hits of a newer run, with one more column. */
  var showNewerRun: () => void;
}

const stateKey = 'rulesmith-scratch-state';
const rowCount = 100_000;

globalThis.sentByScratch = [];
globalThis.showInScratch = (message) => {
  window.dispatchEvent(new MessageEvent('message', { data: structuredClone(message) }));
};
globalThis.showNewerRun = () => showHits('run-2', [{ name: 'NewColumn', type: 'string' }]);
(globalThis as { acquireVsCodeApi?: unknown }).acquireVsCodeApi = () => ({
  postMessage: (message: ScratchToHost) => {
    globalThis.sentByScratch.push(structuredClone(message));
    setTimeout(() => answer(message));
  },
  getState: () => JSON.parse(sessionStorage.getItem(stateKey) ?? 'null') as unknown,
  setState: (state: unknown) => sessionStorage.setItem(stateKey, JSON.stringify(state)),
});

function answer(message: ScratchToHost): void {
  switch (message.type) {
    case 'ready':
      showHits('run-1');
      return;
    case 'query':
      answerQuery(message);
      return;
    case 'cancelQuery':
      end(message.scratchId, { kind: 'cancelled', scratchId: message.scratchId, message: 'The query was cancelled' });
      return;
    case 'checkTexts':
      globalThis.showInScratch({
        type: 'textsChecked',
        requestId: message.requestId,
        reply: { kind: 'checked', findings: message.texts.map(findingsIn) },
      });
      return;
    case 'rows':
      globalThis.showInScratch({ type: 'reply', requestId: message.requestId, result: rowsOf(message.params) });
      return;
    default:
      return;
  }
}

function showHits(runId: string, more: HitsSchema['tables'][number]['columns'] = []): void {
  const schema: HitsSchema = {
    kind: 'schema',
    now: '2024-05-02T00:00:00Z',
    tables: [
      { name: 'Hits', columns: [...sampleColumns, ...more] },
      { name: 'W3CIISLog', columns: [{ name: 'scStatus', type: 'string' }] },
    ],
    functions: [{ name: 'Twice', parameters: [{ name: 'n', type: 'long' }], body: 'n * 2' }],
  };
  const rule = { uri: 'file:///rules/portScan.yaml', path: 'rules/portScan.yaml', name: `One client on many ports ${hostileText}` };
  globalThis.showInScratch({ type: 'showHits', runId, rule, rowCount, schema });
}

function end(scratchId: string, outcome: HitsOutcome): void {
  globalThis.showInScratch({ type: 'queryEnded', scratchId, outcome });
}

function answerQuery({ scratchId, text }: QueryRequest): void {
  if (text.includes('slow')) {
    globalThis.showInScratch({ type: 'queryProgress', scratchId, message: 'Reading u_ex240501.log' });
    return;
  }
  const [finding] = findingsIn(text);
  end(
    scratchId,
    text.includes('gone') ? { kind: 'gone' } : finding === undefined ? resultOf(scratchId, text) : failureOf(scratchId, finding),
  );
}

function resultOf(scratchId: string, text: string): HitsOutcome {
  const notes = text.includes('sample') ? [`u_ex240501.log was changed ${hostileText}`] : [];
  const timings = { loadMs: 0, queryMs: 12, totalMs: 12 };
  return { kind: 'completed', scratchId, columns: sampleColumns, rowCount: text.includes('empty') ? 0 : rowCount, timings, notes };
}

function failureOf(scratchId: string, { message, span }: HitsFinding): HitsFailure {
  return { kind: 'queryError', scratchId, message, span, remedy: 'Tables here: `Hits`, `W3CIISLog`' };
}

function findingsIn(text: string): HitsFinding[] {
  return spansOf(text, 'nope').map((span) => ({
    severity: 'error',
    code: 'KS142',
    message: `The name 'nope' does not refer to any known column ${hostileText}`,
    span,
  }));
}

function spansOf(text: string, word: string): TextSpan[] {
  return Array.from(text.matchAll(new RegExp(word, 'g')), ({ index }) => ({ start: index, end: index + word.length }));
}

function rowsOf({ offset, limit }: ResultRowsParams): ResultRows {
  const count = Math.max(0, Math.min(limit, rowCount - offset));
  return { kind: 'rows', offset, rows: Array.from({ length: count }, (_, index) => sampleRow(offset + index)), rowCount };
}
