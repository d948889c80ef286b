import assert from 'node:assert/strict';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { quickInput, runCommand, startCommand } from './support/palette.js';
import { openContainer, toast, treeRow, view } from './support/parts.js';
import { screenshot } from './support/screenshot.js';
import { useVsCode } from './support/useVsCode.js';

const LOG = 'userData/lumi_memory.jsonl';

/** What the view says while it has nothing to show. */
async function welcome(page: Page, text: RegExp): Promise<void> {
  await openContainer(page, 'CodeLumi');
  await view(page, 'Candidates').locator('.welcome-view-content', { hasText: text }).waitFor();
}

describe('without a workspace', () => {
  const vscode = useVsCode({ workspace: null });

  it('says what to open, in the view and when a command is run', async () => {
    const { page } = vscode;
    await welcome(page, /Open the folder the assistant works in/u);
    await runCommand(page, 'CodeLumi: Extract Candidates');
    await toast(page, 'No folder is open. Open the folder the assistant works in').waitFor();
    await screenshot(page, 'no workspace');
  });
});

describe('in a workspace that is not trusted', () => {
  const vscode = useVsCode({ trust: false });

  it('shows what is there and changes nothing', async () => {
    const { page } = vscode;
    await welcome(page, /This workspace is not trusted/u);
    for (const command of ['Extract Candidates', 'Build KB Snapshot']) {
      await runCommand(page, `CodeLumi: ${command}`);
    }
    await toast(page, 'This workspace is not trusted, so candidates can be looked at but nothing')
      .first()
      .waitFor();
    await screenshot(page, 'not trusted');
  });
});

describe('in a workspace with odd logs', () => {
  const vscode = useVsCode({
    prepare: (folder) => rm(join(folder, LOG)),
  });

  it('says that there is no log', async () => {
    const { page } = vscode;
    await welcome(page, /There is no conversation log in this folder/u);
    await page.getByRole('button', { name: 'Set Data Folder' }).waitFor();
    await screenshot(page, 'no log');
    await runCommand(page, 'CodeLumi: Extract Candidates');
    await toast(page, `There is no conversation log (${LOG}).`).waitFor();
  });

  it('says that a folder stands where the log should be', async () => {
    const { page, folder } = vscode;
    await mkdir(join(folder, LOG));
    await runCommand(page, 'CodeLumi: Extract Candidates');
    await toast(page, `A folder stands where a log file should be (${LOG}).`).waitFor();
    await rm(join(folder, LOG), { recursive: true });
  });

  it('finds nothing in empty logs and says so', async () => {
    const { page, folder } = vscode;
    await writeFile(join(folder, LOG), '');
    await writeFile(join(folder, 'userData/kb_usage.jsonl'), '');
    await runCommand(page, 'CodeLumi: Extract Candidates');
    await toast(page, 'Nothing new').waitFor();
  });

  it('shows lines that cannot be read, beside those that can', async () => {
    const { page, folder } = vscode;
    await mkdir(join(folder, 'candidates'), { recursive: true });
    await writeFile(
      join(folder, 'candidates/2026-11-20.jsonl'),
      '{"id":"candidate-20261120-0001","source":\n',
    );
    await treeRow(page, 'Candidates', /1 line cannot be read/u).click();
    await treeRow(page, 'Candidates', /breaks off/u).click();
    await page.locator('.tab', { hasText: '2026-11-20.jsonl' }).waitFor();
    await screenshot(page, 'unreadable line');
  });
});

describe('in a folder in which the assistant never worked', () => {
  const vscode = useVsCode({
    prepare: async (folder) => {
      for (const name of await readdir(folder))
        if (name !== '.vscode') await rm(join(folder, name), { recursive: true });
    },
  });

  it('says what setting it up does, and does it', async () => {
    const { page, folder } = vscode;
    await welcome(page, /CodeLumi was never used here.*Nothing that is there is overwritten/su);
    await screenshot(page, 'empty folder');
    await view(page, 'Candidates').getByRole('button', { name: 'Set Up Workspace' }).click();
    await quickInput(page).waitFor();
    await page.keyboard.press('Enter'); // The first choice: folders, settings, and what Git must know.
    await toast(page, 'Set up: made candidates/').waitFor();
    assert.ok((await readdir(folder)).includes('.codelumi'));
    await welcome(page, /There is no conversation log in this folder.*sources\.memory/su);
  });
});

describe('in a window with several folders', () => {
  const vscode = useVsCode({ besides: ['docs'] });

  it('works in the one with the logs, says so, and in another once it is chosen', async () => {
    const { page, folder } = vscode;
    await welcome(page, /The assistant has left logs here/u);
    await shownIn(page, 'in lumi-workspace');
    await runCommand(page, 'CodeLumi: Extract Candidates');
    await toast(page, 'Added').waitFor({ timeout: 120_000 });
    assert.ok((await readdir(folder)).includes('candidates'));
    await screenshot(page, 'several folders');

    await startCommand(page, 'CodeLumi: Choose Folder');
    await quickInput(page).fill('docs');
    await page.keyboard.press('Enter');
    await toast(page, 'CodeLumi works in lumi-workspace until the window is reloaded').waitFor();
    await page.getByRole('button', { name: 'Reload Window' }).click();
    await welcome(page, /CodeLumi was never used here/u);
    await shownIn(page, 'in docs');
    await screenshot(page, 'another folder');
  });
});

/** The words beside the view's name. */
async function shownIn(page: Page, words: string): Promise<void> {
  await view(page, 'Candidates').locator('.pane-header .description', { hasText: words }).waitFor();
}
