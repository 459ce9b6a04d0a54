/**
 * Takes the pictures of the README in a real VS Code: `npm run screenshots [-- RULE [FOLDER]]`. One picture a theme, into `images/`; the
 * packed extension is what is shown.
 */
import { join, resolve } from 'node:path';
import { packageExtension } from '../scripts/packageExtension.ts';
import { repositoryRoot } from '../scripts/repository.ts';
import { themes, VscodeWindow } from './window/window.ts';

const [ruleName = 'PortSweepOnWebServer.yaml', folder = 'test-fixtures/workspaces/demo', target = 'images'] = process.argv.slice(2);
const vsix = await packageExtension();
for (const theme of Object.keys(themes) as (keyof typeof themes)[]) {
  const window = await VscodeWindow.open({ vsix, theme, workspace: resolve(repositoryRoot, folder), size: { width: 1440, height: 860 } });
  try {
    await window.openFile(ruleName);
    await window.runRule();
    await window.results.getByRole('gridcell').first().waitFor();
    await window.page.locator('.notification-list-item', { hasText: 'Running' }).waitFor({ state: 'hidden' });
    const path = join(resolve(repositoryRoot, target), `results-${theme}.png`);
    await window.page.screenshot({ path });
    console.log(path);
  } finally {
    await window.close();
  }
}
