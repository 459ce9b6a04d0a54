import type * as vscode from 'vscode';

const storageKey = 'rulesmith.samples';

/** The samples that the user chose for a rule, remembered for the workspace. */
export class SampleChoices {
  readonly #state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  /** URIs of files and folders; undefined where nothing was chosen, so that the server looks in the usual places. */
  samplesFor(rule: vscode.Uri): readonly string[] | undefined {
    return this.#all()[rule.toString()];
  }

  /** Remembers the choice; undefined forgets it. */
  async choose(rule: vscode.Uri, samples: readonly string[] | undefined): Promise<void> {
    const { [rule.toString()]: _old, ...others } = this.#all();
    await this.#state.update(storageKey, samples === undefined ? others : { ...others, [rule.toString()]: samples });
  }

  #all(): Readonly<Record<string, readonly string[]>> {
    return this.#state.get(storageKey, {});
  }
}
