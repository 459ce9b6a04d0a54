import {
  type HitsFailure,
  type HitsOutcome,
  type HitsResult,
  type HostToScratch,
  type ScratchAction,
  type ScratchToHost,
  type ShowHits,
  type TextSpan,
  unreachable,
  type WebviewReply,
} from '@rulesmith/protocol';
import { button, element } from '../dom.ts';
import type { GridState } from '../grid/grid.ts';
import { HostConnection } from '../host.ts';
import { runRowSource } from '../runRowSource.ts';
import { countOf, formatInstant } from '../text.ts';
import { provideWorkers } from './editorWorkers.ts';
import { KustoLanguage } from './kustoLanguage.ts';
import { QueryChecker } from './queryChecker.ts';
import { type Marker, QueryEditor } from './queryEditor.ts';
import { ResultArea, spokenResult, timingText } from './resultArea.ts';
import { type ScratchState, scratchStateOf } from './scratchState.ts';

/** A query that was sent and has not ended. */
interface RunningQuery {
  readonly scratchId: string;
  /** Where its text begins in the editor. */
  readonly start: number;
  /** Whether the text was edited since, so that its places no longer hold. */
  isEdited: boolean;
}

/** The scratch pane: an editor above, and below what the last query came to. */
export class ScratchPage {
  readonly #host: HostConnection<ScratchToHost>;
  readonly #language: KustoLanguage;
  readonly #checker: QueryChecker;
  readonly #result: ResultArea;
  readonly #title = element('h1', {});
  readonly #facts = element('p', { class: 'facts' });
  readonly #editorPlace = element('div', { class: 'editor-place' });
  readonly #run = button('Run', () => this.#runQuery(), { title: 'Run the query at the cursor, or the selection (Ctrl+Enter)' });
  readonly #cancel = button('Cancel', () => this.#cancelQuery(), { class: 'secondary', hidden: true });
  /** What happens at the moment, or how long it took. */
  readonly #status = element('span', { class: 'query-status', role: 'status' });
  /** What came out, for a screen reader; the eye has it from the rows. */
  readonly #spoken = element('p', { class: 'hidden', 'aria-live': 'polite' });
  #editor: QueryEditor | undefined;
  #state: ScratchState | undefined;
  #running: RunningQuery | undefined;
  #findings: readonly Marker[] = [];
  #failure: Marker | undefined;

  /** `resources` is the address of the folder with the scripts of the workers. */
  constructor(root: HTMLElement, resources: string) {
    provideWorkers(resources);
    this.#language = new KustoLanguage();
    this.#host = HostConnection.connect<HostToScratch, ScratchToHost>((message) => this.#receive(message));
    this.#checker = this.#createChecker();
    this.#result = this.#createResultArea();
    const bar = element('div', { class: 'toolbar scratch-bar' }, this.#run, this.#cancel, this.#status, hint());
    root.append(
      element(
        'main',
        {},
        element('header', { class: 'scratch-header' }, this.#title, this.#facts),
        this.#editorPlace,
        bar,
        this.#result.element,
      ),
      this.#spoken,
    );
    this.#host.send({ type: 'ready' });
  }

  #receive(message: Exclude<HostToScratch, WebviewReply>): void {
    switch (message.type) {
      case 'showHits':
        this.#showHits(message);
        return;
      case 'hitsGone':
        this.#showGone();
        return;
      case 'queryProgress':
        if (message.scratchId === this.#running?.scratchId) this.#status.textContent = `${message.message}…`;
        return;
      case 'queryEnded':
        if (message.scratchId === this.#running?.scratchId) this.#endQuery(this.#running, message.outcome);
        return;
      case 'queryBroken':
        if (message.scratchId === this.#running?.scratchId) this.#breakQuery(message.message);
        return;
      case 'textsChecked':
        this.#checker.receive(message.requestId, message.reply);
        return;
      case 'describe':
        // biome-ignore lint/performance/useDomNodeTextContent: what is hidden must not be in the text, and textContent has it.
        this.#host.send({ type: 'description', requestId: message.requestId, text: document.body.innerText });
        return;
      default:
        unreachable(message);
    }
  }

  #showHits(shown: ShowHits): void {
    this.#title.textContent = `Hits of ${shown.rule.name ?? shown.rule.path}`;
    this.#facts.replaceChildren(...factsOf(shown).map((fact) => element('span', {}, fact)));
    const saved = scratchStateOf(shown.runId, this.#host.savedState());
    const isFirst = this.#editor === undefined;
    if (isFirst) this.#createEditor(saved, shown);
    this.#state = { runId: shown.runId, text: this.#editor?.text ?? '', ...(isFirst && saved) };
    if (isFirst && saved?.result !== undefined) this.#showResult(saved.result, saved.grid);
    else if (!isFirst) this.#status.textContent = 'The rule was run again: queries see its new hits.';
    this.#language.setSchema(shown.schema).catch((error: unknown) => console.error('KQL completion could not be started', error));
    this.#checker.schedule();
  }

  #createEditor(saved: ScratchState | undefined, { schema, text }: ShowHits): void {
    const editor = new QueryEditor({
      text: saved?.text ?? text ?? `${schema.tables[0]?.name ?? ''}\n| take 100`,
      selection: saved?.selection,
      onRun: () => this.#runQuery(),
      onEdit: () => this.#edited(),
      onChange: () => this.#save({ text: editor.text, selection: editor.selection }),
    });
    this.#editor = editor;
    this.#editorPlace.replaceChildren(editor.element);
    editor.focus();
  }

  #edited(): void {
    if (this.#running !== undefined) this.#running.isEdited = true;
    // Monaco moves the markers with the text; set again they would lie where they were.
    this.#findings = [];
    this.#failure = undefined;
    this.#checker.schedule();
    this.#host.send({ type: 'keepText', text: this.#editor?.text ?? '' });
  }

  #runQuery(): void {
    const query = this.#editor?.chosenQuery;
    if (query === undefined) {
      this.#status.textContent = 'There is no query to run.';
      return;
    }
    this.#cancelQuery();
    const scratchId = crypto.randomUUID();
    this.#running = { scratchId, start: query.start, isEdited: false };
    this.#failure = undefined;
    this.#setRunning(true);
    this.#status.textContent = 'Running…';
    this.#host.send({ type: 'query', scratchId, text: query.text });
  }

  #cancelQuery(): void {
    if (this.#running !== undefined) this.#host.send({ type: 'cancelQuery', scratchId: this.#running.scratchId });
  }

  #endQuery(query: RunningQuery, outcome: HitsOutcome): void {
    this.#setRunning(false);
    switch (outcome.kind) {
      case 'gone':
        this.#showGone();
        return;
      case 'completed':
        this.#showResult(outcome, undefined);
        return;
      default:
        this.#showFailure(query, outcome);
    }
  }

  #showFailure(query: RunningQuery, failure: HitsFailure): void {
    const { span, kind, message } = failure;
    const place = span === undefined || query.isEdited ? undefined : { start: span.start + query.start, end: span.end + query.start };
    this.#result.showFailure(failure, place && { line: this.#editor?.lineOf(place.start) ?? 1, reveal: () => this.#editor?.reveal(place) });
    if (place !== undefined) this.#failure = { severity: 'error', code: kind, message, span: place };
    this.#save({ result: undefined, grid: undefined });
    this.#showMarkers();
  }

  #breakQuery(message: string): void {
    this.#setRunning(false);
    this.#result.showBroken(message);
  }

  #showResult(result: HitsResult, grid: GridState | undefined): void {
    this.#save({ result, grid });
    this.#result.showResult(result, grid);
    this.#status.textContent = timingText(result);
    this.#spoken.textContent = spokenResult(result);
  }

  #showGone(): void {
    this.#setRunning(false);
    this.#result.showGone();
  }

  #setRunning(isRunning: boolean): void {
    if (!isRunning) this.#running = undefined;
    this.#status.textContent = '';
    // The button that has the focus must not vanish under it.
    if (!isRunning && document.activeElement === this.#cancel) this.#run.focus();
    this.#cancel.hidden = !isRunning;
    document.body.classList.toggle('querying', isRunning);
  }

  /** A failed query may say again what the check has said. */
  #showMarkers(): void {
    const failure = this.#failure;
    const isKnown =
      failure === undefined || this.#findings.some(({ span, severity }) => severity === 'error' && isSame(span, failure.span));
    this.#editor?.showMarkers(isKnown ? this.#findings : [...this.#findings, failure]);
  }

  #createChecker(): QueryChecker {
    return new QueryChecker({
      text: () => this.#editor?.text ?? '',
      ask: (requestId, texts) => this.#host.send({ type: 'checkTexts', requestId, texts }),
      show: (findings) => {
        this.#findings = findings;
        this.#showMarkers();
      },
      gone: () => this.#showGone(),
    });
  }

  #createResultArea(): ResultArea {
    const send = (action: ScratchAction['action']) => () => this.#host.send({ type: 'action', action });
    return new ResultArea({
      copy: (text) => this.#host.send({ type: 'copy', text }),
      save: (grid) => this.#save({ grid }),
      runAgain: send('runAgain'),
      showOutput: send('showOutput'),
      rowsOf: ({ scratchId, columns }) => runRowSource(this.#host, { runId: scratchId, columns }, 'result'),
    });
  }

  #save(change: Partial<ScratchState>): void {
    if (this.#state === undefined) return;
    this.#state = { ...this.#state, ...change };
    this.#host.saveState(this.#state);
  }
}

function factsOf({ rowCount, schema }: ShowHits): string[] {
  const [hits, ...others] = schema.tables;
  const facts = [`${hits?.name ?? ''}: ${countOf(rowCount, 'row')}`];
  if (others.length > 0)
    facts.push(`also the whole ${others.length === 1 ? 'sample' : 'samples'} ${others.map(({ name }) => name).join(', ')}`);
  return [...facts, `now() = ${formatInstant(schema.now)}`];
}

function hint(): HTMLElement {
  const [run, tab] = /mac/i.test(navigator.platform) ? ['⌘Enter', '⌃⇧M'] : ['Ctrl+Enter', 'Ctrl+M'];
  const text = `${run} runs the query at the cursor, or the selection. Empty lines separate queries. Tab leaves the editor (${tab}: indents).`;
  return element('span', { class: 'section-hint' }, text);
}

function isSame(a: TextSpan, b: TextSpan): boolean {
  return a.start === b.start && a.end === b.end;
}
