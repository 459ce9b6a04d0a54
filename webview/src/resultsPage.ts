import {
  type HostToWebview,
  type RunFailure,
  type RunSummary,
  unreachable,
  type WebviewAction,
  type WebviewReply,
  type WebviewToHost,
} from '@rulesmith/protocol';
import { button, element } from './dom.ts';
import { HostConnection } from './host.ts';
import { type PageState, stateFor } from './pageState.ts';
import { resultView } from './resultView.ts';
import { runRowSource } from './runRowSource.ts';
import { alertsSection } from './sections/alerts.ts';
import { emptyResult } from './sections/emptyResult.ts';
import type { PageActions } from './sections/pageActions.ts';
import { samplesSection } from './sections/samples.ts';
import { stagesSection } from './sections/stages.ts';
import { failureSection, spokenSummary, verdictSection } from './sections/verdict.ts';
import { createTabs, type Tab, type Tabs } from './tabs.ts';
import { countOf, formatCount } from './text.ts';

/** The results page: shows what the extension sends and keeps what the user sets up. */
export class ResultsPage {
  readonly #root: HTMLElement;
  readonly #host: HostConnection<WebviewToHost>;
  readonly #spoken = element('p', { class: 'hidden', 'aria-live': 'polite' });
  readonly #main = element('main');
  readonly #actions: PageActions;
  #state: PageState | undefined;
  #tabs: Tabs | undefined;
  #resultPanel = element('div', { class: 'result-panel' });

  constructor(root: HTMLElement) {
    this.#root = root;
    this.#host = HostConnection.connect<HostToWebview, WebviewToHost>((message) => this.#show(message));
    this.#actions = this.#createActions();
    root.append(this.#main, this.#spoken);
    this.#host.send({ type: 'ready' });
  }

  #show(message: Exclude<HostToWebview, WebviewReply>): void {
    switch (message.type) {
      case 'showRunning':
        this.#showRunning(message.ruleName);
        return;
      case 'showResult':
        this.#showResult(message.summary);
        return;
      case 'showFailure':
        this.#showFailure(message.failure);
        return;
      case 'describe':
        // biome-ignore lint/performance/useDomNodeTextContent: what is hidden must not be in the text, and textContent has it.
        this.#host.send({ type: 'description', requestId: message.requestId, text: document.body.innerText });
        return;
      default:
        unreachable(message);
    }
  }

  #showRunning(ruleName: string): void {
    this.#root.classList.add('running');
    this.#spoken.textContent = `Running ${ruleName}`;
    if (this.#main.childElementCount === 0) this.#main.append(element('p', { class: 'empty' }, `Running ${ruleName}…`));
  }

  #showFailure(failure: RunFailure): void {
    this.#root.classList.remove('running');
    this.#state = undefined;
    this.#main.replaceChildren(failureSection(failure, this.#actions));
  }

  #showResult(summary: RunSummary): void {
    this.#root.classList.remove('running');
    const state = stateFor(summary.runId, this.#host.savedState());
    this.#state = state;
    this.#resultPanel = element('div', { class: 'result-panel' });
    this.#showRows(summary, state.alert);
    this.#tabs = createTabs(this.#tabsOf(summary), state.tab, (tab) => this.#save({ tab }));
    this.#main.replaceChildren(verdictSection(summary, this.#actionsFor(summary)), ...this.#stages(summary, state), this.#tabs.element);
    this.#spoken.textContent = spokenSummary(summary);
  }

  #tabsOf(summary: RunSummary): Tab[] {
    const skipped = summary.samples.reduce((sum, sample) => sum + sample.skipped, 0);
    const samplesBadge =
      skipped === 0 ? formatCount(summary.samples.length) : `${summary.samples.length}, ${countOf(skipped, 'row')} skipped`;
    return [
      { id: 'result', title: 'Result', badge: formatCount(summary.rowCount), content: this.#resultPanel },
      {
        id: 'alerts',
        title: 'Alerts',
        badge: formatCount(summary.alerts.length),
        content: alertsSection(summary.alerts, this.#actionsFor(summary)),
      },
      { id: 'samples', title: 'Samples', badge: samplesBadge, content: samplesSection(summary.samples, summary.notes) },
    ];
  }

  #stages(summary: RunSummary, state: PageState): HTMLElement[] {
    if (summary.stages.length === 0) return [];
    const section = stagesSection(summary.stages, this.#actions.revealStage);
    section.toggleAttribute('open', state.stagesOpen);
    section.addEventListener('toggle', () => this.#save({ stagesOpen: section.hasAttribute('open') }));
    return [section];
  }

  /** Fills the result tab with the whole result, or with the rows of one alert. */
  #showRows(summary: RunSummary, alert: number | undefined): void {
    const rowCount = alert === undefined ? summary.rowCount : (summary.alerts[alert]?.rows ?? 0);
    const saved = this.#state?.alert === alert ? this.#state?.grid : undefined;
    if (rowCount === 0) {
      this.#resultPanel.replaceChildren(emptyResult(summary));
      return;
    }
    const view = resultView({
      source: runRowSource(this.#host, summary, alert ?? 'result'),
      rowCount,
      note: alert === undefined ? undefined : alertNote(alert, () => this.#switchRows(summary, undefined)),
      state: saved,
      copy: (text) => this.#host.send({ type: 'copy', text }),
      save: (grid) => this.#save({ grid }),
    });
    this.#resultPanel.replaceChildren(view);
  }

  #switchRows(summary: RunSummary, alert: number | undefined): void {
    if (this.#state === undefined) return;
    const { alert: _alert, grid: _grid, ...rest } = this.#state;
    this.#state = alert === undefined ? rest : { ...rest, alert };
    this.#showRows(summary, alert);
    this.#tabs?.select('result');
    this.#resultPanel.querySelector<HTMLElement>('.grid')?.focus();
  }

  #actionsFor(summary: RunSummary): PageActions {
    return { ...this.#actions, showAlertRows: (alert) => this.#switchRows(summary, alert) };
  }

  #createActions(): PageActions {
    const send = (action: WebviewAction['action']) => () => this.#host.send({ type: 'action', action });
    return {
      runAgain: send('runAgain'),
      chooseSamples: send('chooseSamples'),
      showOutput: send('showOutput'),
      queryHits: send('queryHits'),
      revealFailure: () => this.#host.send({ type: 'revealFailure' }),
      revealStage: (stage) => this.#host.send({ type: 'revealStage', stage }),
      showAlertRows: () => undefined,
    };
  }

  #save(change: Partial<PageState>): void {
    if (this.#state === undefined) return;
    this.#state = { ...this.#state, ...change };
    this.#host.saveState(this.#state);
  }
}

function alertNote(alert: number, showAllRows: () => void): HTMLElement {
  return element('span', { class: 'alert-note' }, `Rows of alert ${alert + 1} `, button('Show All Rows', showAllRows, { class: 'link' }));
}
