/**
 * Takes the pictures of the README in a real VS Code: `npm run screenshots [-- RULE [FOLDER]]`. One picture of the results and one of the scratch
 * pane a theme, into `images/`; the packed extension is what is shown.
 */
import { join, resolve } from 'node:path';
import { packageExtension } from '../scripts/packageExtension.ts';
import { repositoryRoot } from '../scripts/repository.ts';
import { themes, VscodeWindow } from './window/window.ts';

const [ruleName = 'PortSweepOnWebServer.yaml', folder = 'test-fixtures/workspaces/demo', target = 'images'] = process.argv.slice(2);

/** What the client of each hit was after: its requests in the log, by path. */
const hitsQuery = `// What did these clients ask for?
Hits
| join kind=inner W3CIISLog on cIP
| summarize Requests = count(), Ports = dcount(sPort) by cIP, csUriStem, scStatus
| sort by Requests desc`;

const vsix = await packageExtension();
for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
  const window = await VscodeWindow.open({ vsix, theme, workspace: resolve(repositoryRoot, folder), size: { width: 1440, height: 860 } });
  try {
    await window.openFile(ruleName);
    await window.runRule();
    await window.results.getByRole('gridcell').first().waitFor();
    await window.page.locator('.notification-list-item', { hasText: 'Running' }).waitFor({ state: 'hidden' });
    await takePicture(window, `results-${theme}.png`);
    await queryHits(window);
    await takePicture(window, `scratch-${theme}.png`);
  } finally {
    await window.close();
  }
}

async function takePicture({ page }: VscodeWindow, name: string): Promise<void> {
  const path = join(resolve(repositoryRoot, target), name);
  await page.screenshot({ path });
  console.log(path);
}

/** Joins the hits with the log again, and waits until rows and colours are there. */
async function queryHits({ page, results, scratch }: VscodeWindow): Promise<void> {
  await results.getByRole('button', { name: 'Query the Hits' }).click();
  await scratch.locator('.monaco-editor.focused').waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(hitsQuery);
  await page.keyboard.press('Control+Enter');
  await scratch.getByRole('gridcell').first().waitFor();
  await scratch.locator('.view-line .Column').first().waitFor();
  // The list of completions that the last word has opened.
  await page.keyboard.press('Escape');
  await scratch.locator('.suggest-widget.visible').waitFor({ state: 'hidden' });
}
