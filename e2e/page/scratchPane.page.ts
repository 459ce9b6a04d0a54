import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { hostileText } from '../../webview/test-page/sampleResult.ts';
import { startTestBrowser, type TestBrowser } from './openPage.ts';

let browser: TestBrowser;
let page: Page;

beforeAll(async () => {
  browser = await startTestBrowser();
});
afterAll(() => browser.close());
afterEach(() => page.close());

/** Opens the pane and puts `text` into its editor, which has the focus. */
async function openWith(text?: string): Promise<void> {
  page = await browser.openScratch();
  await page.locator('.monaco-editor.focused').waitFor();
  if (text === undefined) return;
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

function sentOf(type: string): Promise<unknown[]> {
  return page.evaluate((wanted) => globalThis.sentByScratch.filter((message) => message.type === wanted), type);
}

async function lastQuery(): Promise<string | undefined> {
  const last = (await sentOf('query')).at(-1);
  return (last as { readonly text?: string } | undefined)?.text;
}

function editorText(): Promise<string> {
  return page.evaluate(() => [...document.querySelectorAll('.view-line')].map((line) => line.textContent).join('\n'));
}

/** Where a word of the editor is on the page. */
function placeOf(word: string): Promise<{ readonly x: number; readonly width: number }> {
  return page.evaluate((wanted) => {
    const texts = document.createTreeWalker(document.querySelector('.view-lines') as Element, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const index = node.textContent?.indexOf(wanted) ?? -1;
      if (index === -1) continue;
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + wanted.length);
      const { x, width } = range.getBoundingClientRect();
      return { x, width };
    }
    throw new Error(`${wanted} is not in the editor`);
  }, word);
}

function focusedElement(): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.getAttribute('aria-label') ?? activeElement?.textContent ?? '';
  });
}

describe('the editor', () => {
  test('begins with a query of the hits and says what there is to query', async () => {
    await openWith();
    expect((await editorText()).replaceAll('\u00a0', ' ')).toBe('Hits\n| take 100');
    const header = await page.locator('.scratch-header').textContent();
    for (const text of ['Hits of One client on many ports', 'Hits: 100,000 rows', 'W3CIISLog', 'now() = 2024-05-02 00:00:00 UTC'])
      expect(header).toContain(text);
  });

  test('completes the columns of the hits, and inserts the chosen one', async () => {
    await openWith('Hits\n| where ');
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget .monaco-list-row', { hasText: 'ConnectionCount' }).waitFor();
    await page.keyboard.type('Connec');
    await page.keyboard.press('Enter');
    await expect.poll(editorText).toContain('ConnectionCount');
  });

  test('completes tables, the functions of the workspace, and the columns of a newer run', async () => {
    await openWith('W3CII');
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget .monaco-list-row', { hasText: 'W3CIISLog' }).waitFor();
    await page.evaluate(() => globalThis.showNewerRun());
    await page.getByText('The rule was run again').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('Hits\n| project NewCol');
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget .monaco-list-row', { hasText: 'NewColumn' }).waitFor();
  });

  test('explains what is under the mouse', async () => {
    await openWith('Hits\n| summarize dcount(cIP)');
    await page.locator('.view-line .Function', { hasText: 'dcount' }).hover();
    await page.locator('.monaco-hover', { hasText: 'dcount' }).waitFor();
  });

  test('colours a column unlike an operator', async () => {
    await openWith('Hits\n| where cIP == "x" // note');
    const colourOf = (kind: string) =>
      page
        .locator(`.view-line .${kind}`)
        .first()
        .evaluate((word) => getComputedStyle(word).color);
    await page.locator('.view-line .Column').waitFor();
    const colours = await Promise.all(['Table', 'QueryOperator', 'Column', 'StringLiteral', 'Comment'].map(colourOf));
    expect(new Set(colours).size).toBe(5);
  });

  test('marks an error once, at its place, and says it when asked', async () => {
    await openWith('Hits\n\nHits\n| where nope == 1');
    await page.locator('.squiggly-error').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('The query cannot run').waitFor();
    expect(await page.locator('.squiggly-error').count()).toBe(1);
    const mark = await page.locator('.squiggly-error').boundingBox();
    const word = await placeOf('nope');
    expect(Math.abs((mark?.x ?? 0) - word.x)).toBeLessThan(3);
    expect(Math.abs((mark?.width ?? 0) - word.width)).toBeLessThan(3);
    await page.keyboard.press('F8');
    await page.locator('.marker-widget', { hasText: 'does not refer to any known column' }).waitFor();
  });

  test('comes back with its text after the page was dropped', async () => {
    await openWith('Hits\n| where cIP == "kept"');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('gridcell', { name: '203.0.113.0', exact: true }).waitFor();
    await page.reload();
    await expect.poll(editorText).toContain('"kept"');
    await page.getByRole('gridcell', { name: '203.0.113.0', exact: true }).waitFor();
  });
});

describe('running', () => {
  test.each(['Control+Enter', 'Shift+Enter'])('by %s shows rows, their count and the time', async (key) => {
    await openWith('Hits\n| take 5');
    await page.keyboard.press(key);
    await page.getByRole('gridcell', { name: '203.0.113.0', exact: true }).waitFor();
    expect(await lastQuery()).toBe('Hits\n| take 5');
    expect(await page.locator('.scratch-result .row-status').textContent()).toBe('100,000 rows');
    expect(await page.locator('.query-status').textContent()).toBe('12 ms');
    expect(await editorText()).not.toContain('\n\n');
  });

  test('by the button runs the query at the cursor, or what is selected', async () => {
    await openWith('Hits\n| take 1\n\nHits\n| take 2');
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect.poll(lastQuery).toBe('Hits\n| take 2');
    await page.locator('.view-line').first().click();
    await page.keyboard.press('Control+Enter');
    await expect.poll(lastQuery).toBe('Hits\n| take 1');
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Shift+End');
    await page.keyboard.press('Control+Enter');
    await expect.poll(lastQuery).toBe('Hits');
  });

  test('shows what it does, and can be cancelled', async () => {
    await openWith('Hits // slow');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Reading u_ex240501.log…').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('The query was cancelled').first().waitFor();
    expect(await sentOf('cancelQuery')).toHaveLength(1);
    expect(await page.getByRole('button', { name: 'Cancel' }).count()).toBe(0);
    expect(await focusedElement()).toBe('Run');
  });

  test('only the newest query counts', async () => {
    await openWith('Hits // slow');
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('Hits // empty');
    await page.keyboard.press('Control+Enter');
    await page.getByText('The query gives no rows.').waitFor();
    expect(await page.getByText('The query was cancelled').count()).toBe(0);
  });

  test('leads from the message of an error to its place', async () => {
    await openWith('print 1\n\nHits\n| where nope == 1');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Go to Line 4' }).click();
    await page.keyboard.type('cIP');
    await expect.poll(editorText).toContain('cIP');
    expect(await editorText()).not.toContain('nope');
  });

  test('says that the hits are gone, and offers to run the rule again', async () => {
    await openWith('Hits // gone');
    await page.keyboard.press('Control+Enter');
    await page.getByText('The hits are gone').waitFor();
    await page.getByRole('button', { name: 'Run the Rule Again' }).click();
    expect(await sentOf('action')).toEqual([{ type: 'action', action: 'runAgain' }]);
  });

  test('never takes text for markup, nor for a style', async () => {
    await openWith(`Hits // sample ${hostileText}`);
    await page.keyboard.press('Control+Enter');
    await page.getByText('was changed').waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('nope');
    await page.keyboard.press('Control+Enter');
    await page.getByText('The query cannot run').waitFor();
    await page.keyboard.press('F8');
    await page.locator('.marker-widget').waitFor();
    await page.locator('.squiggly-error').first().waitFor();
    expect(await page.locator('img, b').count()).toBe(0);
    expect(await page.evaluate(() => 'broken' in globalThis)).toBe(false);
  });
});

describe('by keyboard', () => {
  test('Tab leaves the editor, through the buttons to the rows and back', async () => {
    await openWith('Hits');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('gridcell', { name: '203.0.113.0', exact: true }).waitFor();
    const reached: string[] = [];
    for (let step = 0; step < 3; step++) {
      await page.keyboard.press('Tab');
      reached.push(await focusedElement());
    }
    expect(reached).toEqual(['Run', 'Filter rows', 'Result rows']);
    for (let step = 0; step < 3; step++) await page.keyboard.press('Shift+Tab');
    expect(await focusedElement()).toContain('KQL query of the hits');
    expect(await editorText()).toBe('Hits');
  });

  test('Control M makes Tab indent', async () => {
    await openWith('Hits');
    await page.keyboard.press('Control+m');
    await page.keyboard.press('Tab');
    await page.keyboard.type('x');
    await expect.poll(editorText).toMatch(/^Hits\s+x$/);
  });

  test('an open completion list takes Tab, and Escape closes it', async () => {
    await openWith('Hits\n| where Connec');
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget .monaco-list-row', { hasText: 'ConnectionCount' }).waitFor();
    await page.keyboard.press('Tab');
    await expect.poll(editorText).toContain('ConnectionCount');
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget.visible').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.suggest-widget.visible').waitFor({ state: 'detached' });
  });
});

describe('the theme', () => {
  test('is that of VS Code, and follows when it changes', async () => {
    await openWith();
    const background = () =>
      page
        .locator('.monaco-editor')
        .first()
        .evaluate((editor) => getComputedStyle(editor).backgroundColor);
    const setTheme = (className: string, color: string) =>
      page.evaluate(
        ([name, value]) => {
          document.documentElement.style.setProperty('--vscode-editor-background', value ?? '');
          document.body.className = name ?? '';
        },
        [className, color],
      );
    for (const [className, color, expected] of [
      ['vscode-dark', '#1f1f1f', 'rgb(31, 31, 31)'],
      ['vscode-light', 'rgba(250, 251, 252, 1)', 'rgb(250, 251, 252)'],
      ['vscode-high-contrast', 'black', 'rgb(0, 0, 0)'],
    ] as const) {
      await setTheme(className, color);
      await expect.poll(background).toBe(expected);
    }
    await page.locator('.monaco-editor.hc-black').first().waitFor();
  });
});
