import type { RunFailure, RunOutcome, RunProgressParams } from '@rulesmith/protocol';
import * as vscode from 'vscode';
import type { RulesmithClient } from '../languageClient.ts';
import type { ResultsPanels } from '../resultsPanels.ts';
import { revealRange } from '../revealRange.ts';
import type { SampleChoices } from '../sampleChoices.ts';
import type { ScratchPanels } from '../scratchPanels.ts';
import type { CommandName } from './commandNames.ts';

export interface RunServices {
  readonly client: RulesmithClient;
  readonly panels: ResultsPanels;
  readonly scratch: ScratchPanels;
  readonly choices: SampleChoices;
  readonly output: vscode.LogOutputChannel;
}

/** Runs rules: at most one run of a rule at a time, a newer one cancels the older. */
export class RuleRunner {
  readonly #services: RunServices;
  readonly #running = new Map<string, vscode.CancellationTokenSource>();
  #nextRun = 1;

  constructor(services: RunServices) {
    this.#services = services;
  }

  /** Runs the rule, shows what came out, and never rejects. */
  async run(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    this.#running.get(key)?.cancel();
    const source = new vscode.CancellationTokenSource();
    this.#running.set(key, source);
    try {
      const outcome = await this.#runWithProgress(uri, source);
      // A run that a newer one replaced has nothing more to say.
      if (this.#running.get(key) === source) await this.#show(uri, outcome);
    } catch (error) {
      if (this.#running.get(key) === source) this.#showBrokenConnection(uri, error);
    } finally {
      if (this.#running.get(key) === source) this.#running.delete(key);
      source.dispose();
    }
  }

  /** Cancels whatever runs; tells whether anything did. */
  cancelAll(): boolean {
    for (const source of this.#running.values()) source.cancel();
    return this.#running.size > 0;
  }

  #runWithProgress(uri: vscode.Uri, source: vscode.CancellationTokenSource): Thenable<RunOutcome> {
    const runId = `${Date.now()}-${this.#nextRun++}`;
    const name = vscode.workspace.asRelativePath(uri);
    const options = { location: vscode.ProgressLocation.Notification, title: `Running ${name}`, cancellable: true };
    return vscode.window.withProgress(options, async (progress, token) => {
      const subscriptions = [
        token.onCancellationRequested(() => source.cancel()),
        this.#services.client.onNotification('rulesmith/runProgress', (params) => report(progress, params, runId)),
      ];
      this.#services.panels.showRunning(uri, name);
      try {
        const samples = this.#services.choices.samplesFor(uri);
        return await this.#services.client.request(
          'rulesmith/runRule',
          { uri: uri.toString(), runId, ...(samples && { samples }) },
          source.token,
        );
      } catch (error) {
        if (!source.token.isCancellationRequested) throw error;
        return { kind: 'cancelled', runId, rule: { uri: uri.toString(), path: name }, message: 'The run was cancelled.' };
      } finally {
        for (const each of subscriptions) each.dispose();
      }
    });
  }

  async #show(uri: vscode.Uri, outcome: RunOutcome): Promise<void> {
    if (outcome.kind === 'completed') {
      this.#services.panels.showResult(uri, outcome);
      this.#services.scratch.runAgain(uri, outcome);
      return;
    }
    this.#services.panels.showFailure(uri, outcome);
    if (outcome.kind === 'cancelled') return void vscode.window.setStatusBarMessage('Rulesmith: run cancelled', 5000);
    if (outcome.range !== undefined) await revealRange(uri, outcome.range);
    void this.#notify(uri, outcome);
  }

  /** The notification stays until it is answered, so nobody waits for it. */
  async #notify(uri: vscode.Uri, failure: RunFailure): Promise<void> {
    const offers = offersFor(failure);
    const labels = offers.map(([label]) => label);
    const text = [failure.message, searchedText(failure), failure.remedy]
      .filter((part) => part !== undefined)
      .map(sentence)
      .join(' ');
    const show =
      failure.kind === 'crashed' || failure.kind === 'queryError' ? vscode.window.showErrorMessage : vscode.window.showWarningMessage;
    const answer = await show(text, ...labels);
    const command = offers.find(([label]) => label === answer)?.[1];
    if (command !== undefined) await vscode.commands.executeCommand(command, uri.toString());
  }

  #showBrokenConnection(uri: vscode.Uri, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#services.output.error(`Running ${uri.toString()} failed: ${reason}`);
    const failure: RunFailure = {
      kind: 'crashed',
      runId: 'none',
      rule: { uri: uri.toString(), path: vscode.workspace.asRelativePath(uri) },
      message: `The language server did not answer: ${reason}.`,
      remedy: 'It is started again; run the rule once more.',
    };
    this.#services.panels.showFailure(uri, failure);
    void this.#notify(uri, failure);
  }
}

function report(progress: vscode.Progress<{ message: string }>, params: RunProgressParams, runId: string): void {
  if (params.runId === runId)
    progress.report({ message: params.percent === undefined ? params.message : `${params.message} (${Math.round(params.percent)} %)` });
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function searchedText({ message, searched = [] }: RunFailure): string | undefined {
  return searched.length === 0 || searched.every((place) => message.includes(place)) ? undefined : `Looked in: ${searched.join(', ')}.`;
}

/** Buttons of the notification: what they say and the command they call with the rule. */
function offersFor(failure: RunFailure): readonly (readonly [string, CommandName])[] {
  switch (failure.kind) {
    case 'noSample':
    case 'sampleError':
      return [['Choose Samples…', 'rulesmith.chooseSamples']];
    case 'crashed':
      return [
        ['Run Again', 'rulesmith.runRule'],
        ['Show Log', 'rulesmith.showOutput'],
      ];
    case 'queryError':
    case 'noQuery':
    case 'limit':
    case 'cancelled':
      return [];
  }
}
