import { strict as assert } from 'node:assert';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand, startCommand } from './support/palette.js';
import { confirm, toast, treeRow } from './support/parts.js';
import { codelumi } from './support/records.js';
import { screenshot } from './support/screenshot.js';
import { useVsCode } from './support/useVsCode.js';

const SHOWN = { timeout: 60_000 };
const POLICY = { snapshots: { cadence: 7 }, cadence: { extraction: 'off' } };

async function settle(folder: string): Promise<void> {
  await mkdir(join(folder, '.codelumi'), { recursive: true });
  await writeFile(join(folder, '.codelumi/config.json'), JSON.stringify(POLICY));
}

describe('what is due, by keyboard only', function () {
  this.timeout(240_000);
  const vscode = useVsCode({ prepare: settle });

  it('stands at the top of the Releases view, is picked with its reason, and done after a yes', async () => {
    const { page } = vscode;
    await runCommand(page, 'CodeLumi: Focus on Releases View');
    const row = treeRow(page, 'Releases', /^Build a snapshot: due\. One is to be built/u);
    await row.waitFor(SHOWN);
    await screenshot(page, 'due in the Releases view');
    await startCommand(page, 'CodeLumi: Show What Is Due');
    const first = page.locator('.quick-input-list .monaco-list-row.focused');
    await first.filter({ hasText: 'Build a snapshot' }).waitFor(SHOWN);
    await page.locator('.quick-input-list').getByText('No candidate has waited').waitFor(SHOWN);
    await screenshot(page, 'due as a pick');
    await page.keyboard.press('Enter');
    await page.locator('.monaco-dialog-box', { hasText: 'Build a snapshot?' }).waitFor(SHOWN);
    await screenshot(page, 'due question');
    await confirm(page, 'Build KB Snapshot');
    await treeRow(page, 'Releases', /^kb_snapshot_\d{8}_\d{4}/u).waitFor(SHOWN);
    await row.waitFor({ state: 'detached', ...SHOWN });
  });
});

describe('the Releases view in a workspace that is not trusted', function () {
  this.timeout(240_000);
  const vscode = useVsCode({
    trust: false,
    prepare: async (folder) => {
      await settle(folder);
      await codelumi(folder, 'snapshot', 'build');
    },
  });

  it('shows what there is, and its commands change nothing', async () => {
    const { page, folder } = vscode;
    const before = await everyFile(folder);
    await runCommand(page, 'CodeLumi: Focus on Releases View');
    await treeRow(page, 'Releases', /^kb_snapshot_\d{8}_\d{4}/u).waitFor(SHOWN);
    for (const command of [
      'Build KB Snapshot',
      'Prune Snapshots',
      'Restore Knowledge Base…',
      'Advance Rollout',
      'Retrain Reranker',
      'Roll Back…',
    ]) {
      await startCommand(page, `CodeLumi: ${command}`);
      await toast(page, 'This workspace is not trusted').first().waitFor(SHOWN);
      await runCommand(page, 'Notifications: Clear All Notifications');
      await toast(page, 'This workspace is not trusted').first().waitFor({ state: 'detached' });
    }
    await screenshot(page, 'releases not trusted');
    assert.deepEqual(await everyFile(folder), before, 'every byte is what it was');
  });
});

/** Every file of the workspace with its bytes. */
async function everyFile(folder: string): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files[path] = (await readFile(path)).toString('base64');
  }
  return files;
}
