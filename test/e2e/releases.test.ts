import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand, startCommand } from './support/palette.js';
import { confirm, toast, treeRow, view } from './support/parts.js';
import { screenshot } from './support/screenshot.js';
import { inEveryTheme } from './support/themes.js';
import { useVsCode } from './support/useVsCode.js';

const SHOWN = { timeout: 60_000 };
const MAIN = 'training/lumi_knowledge.json';

describe('releases, by keyboard only', function () {
  this.timeout(240_000);
  const vscode = useVsCode();

  it('shows snapshots, publishes the newest after a yes, and takes it back', async () => {
    const { page, folder } = vscode;
    const before = await readFile(join(folder, MAIN), 'utf8');
    await runCommand(page, 'CodeLumi: Focus on Releases View');
    await view(page, 'Releases').getByText('None was built yet').waitFor(SHOWN);
    await runCommand(page, 'CodeLumi: Build KB Snapshot');
    await treeRow(page, 'Releases', /^kb_snapshot_\d{8}_\d{4}.*not validated/u).waitFor(SHOWN);
    await inEveryTheme(vscode, async (kind) => {
      await screenshot(page, `releases ${kind}`);
    });
    await startCommand(page, 'CodeLumi: Publish Snapshot to Knowledge Base');
    const row = page.locator('.quick-input-list .monaco-list-row.focused');
    await row.filter({ hasText: 'kb_snapshot_' }).waitFor(SHOWN);
    await page.keyboard.press('Enter');
    await page.locator('.monaco-dialog-box').waitFor(SHOWN);
    await screenshot(page, 'releases publish');
    await confirm(page, 'Publish');
    await treeRow(page, 'Releases', /^kb_snapshot_.*published/u).waitFor(SHOWN);
    await toast(page, /Published kb_snapshot_/u).waitFor(SHOWN);
    await screenshot(page, 'releases published');
    assert.match(await readFile(join(folder, MAIN), 'utf8'), /^\{"snapshot":"kb_snapshot_/u);
    await toast(page, /Published kb_snapshot_/u)
      .getByRole('button', { name: 'Take It Back' })
      .press('Enter');
    await toast(page, /is kb_backup_\d+_\d+ again/u).waitFor(SHOWN);
    assert.equal(await readFile(join(folder, MAIN), 'utf8'), before);
  });
});
