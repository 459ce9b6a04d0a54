import { type Browser, chromium, type Page } from 'playwright-core';
import { browserFlags, findBrowser } from '../../scripts/findBrowser.ts';
import { type PageServer, startPageServer } from './pageServer.ts';

/** Our pages open in a browser, and what a test does with it. */
export interface TestBrowser {
  /** Opens the results page anew with these options in its address (`rows=8&show=failure`); fails the test on any error of the page. */
  open(options?: string): Promise<Page>;
  /** Opens the scratch pane anew; fails the test as well on what its content security policy had to stop. */
  openScratch(): Promise<Page>;
  close(): Promise<void>;
}

export async function startTestBrowser(): Promise<TestBrowser> {
  const server: PageServer = await startPageServer();
  const browser: Browser = await chromium.launch({ executablePath: findBrowser(), args: browserFlags });
  return {
    async open(options = '') {
      const page = await browser.newPage({ viewport: { width: 2000, height: 800 } });
      page.on('pageerror', (error) => {
        throw error;
      });
      await page.goto(`${server.address}?${options}`);
      return page;
    },
    async openScratch() {
      const page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
      page.on('pageerror', (error) => {
        throw error;
      });
      page.on('console', (message) => {
        if (message.type() === 'error') throw new Error(message.text());
      });
      await page.goto(`${server.address}scratch`);
      await page.locator('.monaco-editor .view-line').first().waitFor();
      return page;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** The text of one column in the rows that are drawn, from the top. */
export function columnTexts(page: Page, column: number): Promise<string[]> {
  return page.$$eval(
    '.grid-row:not([hidden])',
    (rows, index) => rows.map((row) => row.querySelector(`[data-column="${index}"]`)?.textContent ?? ''),
    column,
  );
}
