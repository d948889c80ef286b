import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import { quickInput, startCommand } from './support/palette.js';
import { openContainer } from './support/parts.js';
import { codelumi } from './support/records.js';
import { ReviewPanel } from './support/reviewPanel.js';
import { screenshot } from './support/screenshot.js';
import { useVsCode } from './support/useVsCode.js';

const FILTER = 'status:pending docker';
const DRAFT = 'half a thought';
const THEMES = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'high contrast dark': 'Default High Contrast',
  'high contrast light': 'Default High Contrast Light',
};

async function rejected(folder: string): Promise<number> {
  return JSON.parse(await codelumi(folder, 'review', 'stats', '--json')).counts.rejected;
}

/** Answers a question that has this title, by its first row or, typed, another. */
async function take(page: Page, title: RegExp, row = ''): Promise<void> {
  await page.locator('.quick-input-title', { hasText: title }).waitFor();
  if (row !== '') {
    await quickInput(page).fill(row);
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: row }).waitFor();
  }
  await page.keyboard.press('Enter');
}

describe('one verdict on everything that fits the filter, by keyboard', function () {
  this.timeout(240_000);
  const vscode = useVsCode({
    git: true,
    prepare: async (folder) => {
      await codelumi(folder, 'extract');
    },
  });
  let panel: ReviewPanel;
  let count: number;
  let rejectedBefore: number;

  before(async () => {
    await openContainer(vscode.page, 'CodeLumi');
    panel = await ReviewPanel.open(vscode.page);
    rejectedBefore = await rejected(vscode.folder);
  });

  it('is never about the whole queue', async () => {
    await panel.press('b');
    await panel.messages.getByText(/filter the queue first/u).waitFor();
    assert.equal(await panel.frame.locator('#bulk').count(), 0);
  });

  it('is asked for beside the filter, and looks at home in every theme', async () => {
    await panel.setFilter(FILTER);
    count = await panel.matching();
    assert.ok(count > 2);
    await panel.button(new RegExp(`^All ${count}…`, 'u')).waitFor();
    for (const [name, theme] of Object.entries(THEMES)) {
      await vscode.settings({ 'workbench.colorTheme': theme });
      await vscode.page.waitForTimeout(1_000);
      assert.deepEqual(await panel.accessibilityFaults(), [], name);
      await screenshot(vscode.page, `bulk ${name}`);
    }
    await vscode.settings({ 'workbench.colorTheme': 'Dark Modern' });
  });

  it('leaves everything as it is without a yes', async () => {
    const { page, folder } = vscode;
    await startCommand(page, 'CodeLumi: Decide on All in Filter…');
    await take(page, /Decide on All/u, 'Reject');
    await page.locator('.quick-input-title', { hasText: /^Reject/u }).waitFor();
    await page.keyboard.press('Escape');
    await quickInput(page).waitFor({ state: 'hidden' });
    assert.equal(await rejected(folder), rejectedBefore);
  });

  it('says how many and which, and decides on those as one step', async () => {
    const { page, folder } = vscode;
    await panel.list.focus();
    await panel.press('m');
    await page.keyboard.type(DRAFT);
    await page.keyboard.press('Escape');
    await panel.press('b');
    await page.locator('.quick-input-title', { hasText: 'Decide on All' }).waitFor();
    await screenshot(page, 'bulk verdicts');
    await take(page, /Decide on All/u, 'Reject');
    await take(page, /^Reject/u, 'Of use to one user only');
    await page.locator('.quick-input-list').waitFor({ state: 'hidden' });
    await take(page, /^Reject/u);
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByText(`Reject ${count} candidates?`).waitFor();
    await screenshot(page, 'bulk confirm');
    const said = await dialog.innerText();
    assert.ok(said.includes(FILTER) && said.includes('“docker” in the text'), said);
    await page.keyboard.press('Enter');
    await panel.messages.getByText(`Rejected ${count} candidates.`).waitFor();
    await panel.matches(/^0 of/u);
    assert.equal(await rejected(folder), rejectedBefore + count);
    assert.equal(await panel.field('Reason').inputValue(), DRAFT);
    assert.deepEqual(await panel.accessibilityFaults(), []);
    await screenshot(page, 'bulk done');
  });

  it('takes it back with one key', async () => {
    await panel.press('u');
    await panel.messages
      .getByText(`Undid: reject of ${count} candidates, filter '${FILTER}'`)
      .waitFor();
    await panel.matches(new RegExp(`^${count} of`, 'u'));
    assert.equal(await rejected(vscode.folder), rejectedBefore);
    await screenshot(vscode.page, 'bulk undone');
  });
});
