import { strict as assert } from 'node:assert';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { quickInput, runCommand, startCommand } from './support/palette.js';
import { toast, treeRow, view } from './support/parts.js';
import { codelumi } from './support/records.js';
import { screenshot } from './support/screenshot.js';
import { useVsCode } from './support/useVsCode.js';

/** Each with the class that it gives the window. */
const THEMES = {
  'Dark Modern': 'vs-dark',
  'Light Modern': 'vs',
  'Default High Contrast': 'hc-black',
  'Default High Contrast Light': 'hc-light',
};
const SHOWN = { timeout: 60_000 };

/** How many candidates are rejected, as the shell says. */
async function rejected(folder: string): Promise<number> {
  return JSON.parse(await codelumi(folder, 'review', 'stats', '--json')).counts.rejected;
}

/** Takes a row of the quick pick that is open by typing its name. */
async function takeRow(page: Page, name: string): Promise<void> {
  await quickInput(page).fill(name);
  await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: name }).waitFor();
  await page.keyboard.press('Enter');
}

describe('the tree, by keyboard only', function () {
  this.timeout(240_000);
  const vscode = useVsCode({ git: true });

  const inThemes = async (name: string) => {
    for (const [theme, look] of Object.entries(THEMES)) {
      await vscode.settings({ 'workbench.colorTheme': theme });
      await vscode.page.locator(`.monaco-workbench.${look}`).waitFor(SHOWN);
      await vscode.page.waitForTimeout(500);
      await screenshot(vscode.page, `${name} ${theme}`);
    }
    await vscode.settings({ 'workbench.colorTheme': 'Dark Modern' });
  };

  it('holds what was extracted, and says so step by step', async () => {
    const { page } = vscode;
    await runCommand(page, 'CodeLumi: Open Walkthrough');
    await page.getByText('First Steps with CodeLumi').first().waitFor(SHOWN);
    await runCommand(page, 'CodeLumi: Extract Candidates');
    await toast(page, /^Added|Added \d+ candidates/u).waitFor(SHOWN);
    const step = page.locator('.getting-started-step', { hasText: 'Extract candidates' });
    await step.locator('.complete').first().waitFor(SHOWN);
    await page.keyboard.press('Escape');
    await runCommand(page, 'CodeLumi: Focus on Candidates View');
    await treeRow(page, 'Candidates', /^Pending/u).waitFor(SHOWN);
  });

  it('rejects the rows selected there, after saying how many and which', async () => {
    const { page, folder } = vscode;
    const before = await rejected(folder);
    await runCommand(page, 'CodeLumi: Focus on Candidates View');
    await page.keyboard.press('Home');
    for (let rows = 0; rows < 3; rows += 1) await page.keyboard.press('Shift+ArrowDown');
    await startCommand(page, 'CodeLumi: Reject Several Candidates…');
    const title = page.locator('.quick-input-title', { hasText: 'Reject: 3 candidates' });
    await title.waitFor();
    await page.keyboard.press('Enter'); // for no particular reason
    await page.locator('.quick-input-list').waitFor({ state: 'hidden' });
    await title.waitFor();
    await page.keyboard.press('Enter'); // without a word
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText('Reject 3 candidates?').waitFor();
    await screenshot(page, 'reject several');
    await page.keyboard.press('Enter');
    await toast(page, 'Rejected 3 candidates').waitFor(SHOWN);
    assert.equal(await rejected(folder), before + 3);
  });

  it('keeps ticks while it is drawn anew, and decides on what is ticked', async () => {
    const { page, folder } = vscode;
    const before = await rejected(folder);
    await runCommand(page, 'CodeLumi: Focus on Candidates View');
    await page.keyboard.press('Home');
    for (let rows = 0; rows < 2; rows += 1) await page.keyboard.press('Shift+ArrowDown');
    await runCommand(page, 'CodeLumi: Tick Selected Candidates');
    await view(page, 'Candidates').getByText('2 candidates ticked').waitFor();
    await runCommand(page, 'CodeLumi: Refresh Candidates');
    await screenshot(page, 'ticked');
    assert.equal(
      await view(page, 'Candidates')
        .locator('.custom-view-tree-node-item-checkbox[aria-checked="true"]')
        .count(),
      2,
    );
    await startCommand(page, 'CodeLumi: Reject Several Candidates…');
    await quickInput(page).waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await rejected(folder), before, 'nothing without a yes');
    await runCommand(page, 'CodeLumi: Untick All Candidates');
    await view(page, 'Candidates').getByText('2 candidates ticked').waitFor({ state: 'hidden' });
  });

  it('goes by rule, source or day', async () => {
    const { page } = vscode;
    for (const [grouping, first] of [
      ['Source', /user_memory/u],
      ['Day', /^\d{4}-\d\d-\d\d/u],
      ['Mining Rule', /^Answers users were glad of/u],
    ] as const) {
      await startCommand(page, 'CodeLumi: Group Candidates By…');
      await takeRow(page, grouping);
      await treeRow(page, 'Candidates', first).waitFor(SHOWN);
    }
  });

  it('says which file cannot be read, and opens it where it is wrong', async () => {
    const { page, folder } = vscode;
    const config = join(folder, '.codelumi/config.json');
    await mkdir(join(folder, '.codelumi'), { recursive: true });
    await writeFile(config, '{\n  "mining": [\n');
    await treeRow(page, 'Candidates', /settings file is not valid JSON/u).waitFor(SHOWN);
    await screenshot(page, 'unreadable settings');
    await runCommand(page, 'CodeLumi: Focus on Candidates View');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.locator('.tab', { hasText: 'config.json' }).waitFor(SHOWN);
    await rm(config);
    await treeRow(page, 'Candidates', /settings file is not valid JSON/u).waitFor({
      state: 'hidden',
      ...SHOWN,
    });
  });

  it('is to be seen in every theme, and the walkthrough too', async () => {
    const { page } = vscode;
    await runCommand(page, 'CodeLumi: Focus on Candidates View');
    await inThemes('tree');
    await runCommand(page, 'CodeLumi: Open Walkthrough');
    // Beside the side bar there is no room for pictures.
    await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    await inThemes('walkthrough');
  });
});
