/** A VS Code window in a browser, driven as a person would: with the packed extension installed, by keyboard and mouse. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { type Browser, chromium, type FrameLocator, type Locator, type Page } from 'playwright-core';
import { browserFlags, findBrowser } from '../../scripts/findBrowser.ts';
import { repositoryRoot } from '../../scripts/repository.ts';
import { runProcess } from '../../scripts/runProcess.ts';
import { startVscodeHost, type VscodeHost } from '../../scripts/vscodeHost.ts';

/** VS Code's own themes, by the name in its settings and the class it gives the window. */
export const themes = {
  light: { setting: 'Light Modern', className: 'vs' },
  dark: { setting: 'Dark Modern', className: 'vs-dark' },
  highContrast: { setting: 'Default High Contrast', className: 'hc-black' },
} as const;

export interface WindowOptions {
  readonly vsix: string;
  /** Leave the window in Restricted Mode, as it opens. */
  readonly restricted?: boolean;
  readonly theme?: keyof typeof themes;
  readonly size?: { readonly width: number; readonly height: number };
  /** Folder to open a copy of; undefined: `e2e/workspace`. */
  readonly workspace?: string;
}

const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'editor.minimap.enabled': false,
  'files.autoSave': 'off',
};

export class VscodeWindow {
  readonly page: Page;
  /** The copy of the workspace that is open. */
  readonly workspace: string;
  readonly #browser: Browser;
  readonly #host: VscodeHost;

  private constructor(page: Page, workspace: string, browser: Browser, host: VscodeHost) {
    this.page = page;
    this.workspace = workspace;
    this.#browser = browser;
    this.#host = host;
  }

  static async open(options: WindowOptions): Promise<VscodeWindow> {
    const theme = themes[options.theme ?? 'dark'];
    const settings = {
      ...quietSettings,
      'workbench.colorTheme': theme.setting,
      ...(!options.restricted && { 'security.workspace.trust.enabled': false }),
    };
    const source = options.workspace ?? join(repositoryRoot, 'e2e/workspace');
    const workspace = join(await mkdtemp(join(tmpdir(), 'rulesmith-')), basename(source));
    await cp(source, workspace, { recursive: true });
    const host = await startVscodeHost({ vsix: options.vsix, settings });
    const browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags });
    const page = await browser.newPage({ viewport: options.size ?? { width: 1500, height: 900 } });
    const window = new VscodeWindow(page, workspace, browser, host);
    await page.goto(host.windowAddress({ workspace }));
    await page.locator(`.monaco-workbench.${theme.className}[class*="vscode-theme-defaults-themes"]`).waitFor({ timeout: 60_000 });
    return window;
  }

  /** The page of the results panel, while it is in front. */
  get results(): FrameLocator {
    return this.#shownPage;
  }

  /** The page of the scratch pane, while it is in front. */
  get scratch(): FrameLocator {
    return this.#shownPage;
  }

  /** The page of the only panel that is seen; one behind it may be kept alive. */
  get #shownPage(): FrameLocator {
    return this.page.locator('iframe.webview').filter({ visible: true }).contentFrame().locator('#active-frame').contentFrame();
  }

  /** The lens above the query that runs the rule. */
  get runLens(): Locator {
    return this.page.locator('.codelens-decoration a', { hasText: /run/i }).first();
  }

  /** Opens a file of the workspace by its name. */
  async openFile(name: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input');
    // A panel that was just closed may take the key with it.
    for (let attempt = 0; attempt < 5 && !(await input.isVisible()); attempt++) {
      if (attempt > 0) await this.page.locator('.tabs-container .tab').first().click();
      await this.page.keyboard.press('Control+p');
      await input.waitFor({ state: 'visible', timeout: 2000 }).catch(() => undefined);
    }
    await input.fill(name);
    await this.#accept(name);
    await this.page.locator('.tab.active', { hasText: name }).waitFor();
    await this.page.locator('.editor-instance .view-lines .view-line').first().waitFor();
  }

  /** Calls a command by its title in the command palette. */
  async command(title: string): Promise<void> {
    await this.page.keyboard.press('Control+Shift+p');
    await this.page.locator('.quick-input-widget input').fill(`>${title}`);
    await this.#accept(title);
  }

  /** Goes to a line and column of the active editor, both from 1. */
  async goTo(line: number, column: number): Promise<void> {
    await this.page.keyboard.press('Control+g');
    await this.page.locator('.quick-input-widget input').fill(`:${line}:${column}`);
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Runs the rule in the active editor with the lens above its query. */
  async runRule(): Promise<void> {
    await this.runLens.click({ timeout: 60_000 });
  }

  /** Ends the language server of this window as a crash would. */
  async killLanguageServer(): Promise<void> {
    const processes = await runProcess('ps', ['-eo', 'pid=,args=']);
    const ours = processes.split('\n').filter((line) => line.includes(this.#host.dataFolder) && line.includes('server.cjs'));
    if (ours.length === 0) throw new Error('No language server of this window is running.');
    for (const line of ours) process.kill(Number.parseInt(line, 10), 'SIGKILL');
  }

  /** Takes the entry of the open quick pick; before the filter has worked another one may have the focus. */
  async #accept(text: string): Promise<void> {
    await this.page.locator('.quick-input-list .monaco-list-row.focused', { hasText: text }).waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#host.stop();
    await rm(dirname(this.workspace), { recursive: true, force: true });
  }
}
