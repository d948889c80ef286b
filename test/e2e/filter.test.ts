import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { answer, quickInput, runCommand, startCommand } from './support/palette.js';
import { openContainer, toast } from './support/parts.js';
import { codelumi } from './support/records.js';
import { ReviewPanel } from './support/reviewPanel.js';
import { screenshot } from './support/screenshot.js';
import { Stopwatch } from './support/stopwatch.js';
import { useVsCode } from './support/useVsCode.js';

const THEMES = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'high contrast dark': 'Default High Contrast',
  'high contrast light': 'Default High Contrast Light',
};

describe('the filter of the queue, by keyboard', () => {
  const vscode = useVsCode({
    git: true,
    prepare: async (folder) => {
      await codelumi(folder, 'extract');
    },
  });
  let panel: ReviewPanel;

  before(async () => {
    await openContainer(vscode.page, 'CodeLumi');
    panel = await ReviewPanel.open(vscode.page);
    await panel.frame.locator('main[aria-busy="false"]').waitFor();
  });

  it('narrows the queue while somebody types, and Enter leads to what fits', async () => {
    const { page } = vscode;
    await panel.press('/');
    await page.keyboard.type('status:pending docker');
    await panel.matches(/^\d+ of \d+$/u);
    await screenshot(page, 'filter typing');
    await page.keyboard.press('Enter');
    await panel.current.waitFor();
    assert.match((await panel.frame.locator('.text.query').innerText()).toLowerCase(), /./u);
    const names = await panel.list
      .getByRole('option')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('aria-label') ?? ''));
    assert.ok(names.length > 0 && names.every((name) => name.includes('Pending')), names.join());
    assert.equal(await panel.filter.inputValue(), 'status:pending docker');
  });

  it('goes on inside it: what was decided leaves, and the next one that fits opens', async () => {
    const { page } = vscode;
    await panel.setFilter('status:pending rule:R1 sort:impact');
    const before = await panel.matching();
    const place = 3;
    await panel.press('Home');
    await panel.list.locator('[aria-posinset="1"]').and(panel.current).waitFor();
    for (let step = 1; step < place; step += 1) await panel.press('j');
    const next = panel.list.locator(`[aria-posinset="${place + 1}"]`);
    const following = (await next.getAttribute('aria-label')) ?? '';
    await panel.press('r');
    await panel.matches(new RegExp(`^${before - 1} of`, 'u'));
    const now = panel.list.locator(`[aria-posinset="${place}"]`).and(panel.current);
    await now.waitFor();
    assert.equal(await now.getAttribute('aria-label'), following);
    await panel.press('u');
    await panel.matches(new RegExp(`^${before} of`, 'u'));
    await screenshot(page, 'filter by impact');
  });

  it('says at the field what cannot be understood, and keeps the list', async () => {
    const { page } = vscode;
    const before = await panel.matching();
    await panel.press('/');
    await page.keyboard.type('status:done');
    await panel.frame.getByText(/Column 8.*Possible: pending/u).waitFor();
    assert.equal(await panel.filter.getAttribute('aria-invalid'), 'true');
    assert.equal(await panel.matching(), before);
    assert.deepEqual(await panel.accessibilityFaults(), []);
    await screenshot(page, 'filter fault');
    await page.keyboard.press('Escape');
    await panel.frame.locator('.box:focus').waitFor();
    await page.keyboard.press('Control+Backspace');
    await panel.frame.getByText(/Column 8/u).waitFor({ state: 'hidden' });
    // Once the list is that of the new filter, the field shows it.
    await panel.matches(/^$/u);
    assert.equal(await panel.filter.inputValue(), '');
  });

  it('says that nothing fits, and leads out', async () => {
    await panel.setFilter('nothing-like-this');
    await panel.frame.getByText('No candidate fits the filter.').waitFor();
    assert.deepEqual(await panel.accessibilityFaults(), []);
    await screenshot(vscode.page, 'filter nothing fits');
    await panel.frame.getByRole('button', { name: 'Clear the filter' }).last().focus();
    await vscode.page.keyboard.press('Enter');
    await panel.list.waitFor();
  });

  it('changes the order by one key', async () => {
    await panel.list.focus();
    await panel.press('t');
    await panel.button(/^By impact/u).waitFor();
    await panel.press('t');
    await panel.button(/^By date/u).waitFor();
    await panel.press('t', 't');
    await panel.button(/^Queue order/u).waitFor();
    assert.equal(await panel.filter.inputValue(), '');
  });

  it('comes from the palette, is saved as a view, and opened again', async () => {
    const { page, folder } = vscode;
    await startCommand(page, 'CodeLumi: Filter Candidates');
    await quickInput(page).fill('finding:');
    await page.getByText(/needs a value/u).waitFor();
    await screenshot(page, 'filter palette fault');
    await answer(page, 'has:findings -status:rejected');
    await quickInput(page).waitFor({ state: 'hidden' });
    await panel.matches(/^\d+ of/u);
    const before = await panel.matching();
    await startCommand(page, 'CodeLumi: Save View');
    await answer(page, 'Open questions');
    await quickInput(page).waitFor({ state: 'hidden' });
    await toast(page, /Saved the view/u).waitFor();
    assert.match(await readFile(join(folder, '.codelumi/config.json'), 'utf8'), /Open questions/u);
    await runCommand(page, 'CodeLumi: Clear Candidate Filter');
    panel = await ReviewPanel.open(page);
    await panel.matches(/^$/u);
    await panel.press('v');
    await quickInput(page).fill('Open questions');
    await screenshot(page, 'filter views');
    await page.keyboard.press('Enter');
    await panel.matches(new RegExp(`^${before} of`, 'u'));
  });

  it('survives hiding and restarting', async () => {
    const { page } = vscode;
    await runCommand(page, 'Help: Welcome');
    await panel.list.waitFor({ state: 'hidden' });
    panel = await ReviewPanel.open(page);
    assert.equal(await panel.filter.inputValue(), 'has:findings -status:rejected');
    await vscode.restart();
    panel = await ReviewPanel.shown(vscode.page);
    assert.equal(await panel.filter.inputValue(), 'has:findings -status:rejected');
    await panel.matches(/^\d+ of/u);
  });

  it('tells everyone’s progress and one’s own, which leads to what it counts', async () => {
    await panel.setFilter('status:pending');
    await panel.press('r');
    const mine = panel.button(/^1 by you/u);
    await mine.waitFor();
    // What waits next takes the focus once the decision is answered.
    await panel.messages.getByText(/^Rejected/u).waitFor();
    await panel.frame.locator('main[aria-busy="false"]').waitFor();
    await mine.press('Enter');
    await panel.matches(/^1 of/u);
    assert.equal(await panel.filter.inputValue(), 'status:decided reviewer:me');
  });

  it('is at home in every theme, and accessible', async () => {
    const { page } = vscode;
    await panel.setFilter('status:waiting sort:impact');
    await panel.press('/');
    for (const [name, theme] of Object.entries(THEMES)) {
      await vscode.settings({ 'workbench.colorTheme': theme });
      await page.waitForTimeout(1_000);
      assert.deepEqual(await panel.accessibilityFaults(), [], name);
      await screenshot(page, `filter ${name}`);
    }
    await page.setViewportSize({ width: 700, height: 700 });
    await page.waitForTimeout(500);
    await screenshot(page, 'filter narrow');
    assert.deepEqual(await panel.accessibilityFaults(), []);
  });
});

const TOTAL = 10_000;
const QUERIES = [
  'docker',
  '"git rebase"',
  'nowhere-at-all',
  'status:pending',
  'finding:pii',
  'has:findings sort:impact',
  'reviewer:rae',
  'day:2020-01-01.. bm25:<3 -docker sort:date',
];

describe(`the filter of ${TOTAL} candidates`, function () {
  this.timeout(600_000);
  const vscode = useVsCode({
    git: false,
    prepare: async (folder) => {
      const args = [resolve('out/bench/longQueue.mjs'), folder, String(TOTAL)];
      await promisify(execFile)(process.execPath, args);
    },
  });
  const watch = new Stopwatch();

  after(() => watch.print(`A filter of ${TOTAL} candidates, from Enter to the new count`));

  it('is there at once', async () => {
    const panel = await ReviewPanel.open(vscode.page);
    await panel.list.locator(`[aria-setsize="${TOTAL}"]`).first().waitFor({ timeout: 120_000 });
    for (const query of QUERIES) {
      const times: number[] = [];
      for (let round = 0; round < 5; round += 1) {
        await panel.setFilter('');
        times.push(await panel.timeFilter(query));
      }
      watch.note(query, ...times);
    }
    await screenshot(vscode.page, 'filter of ten thousand');
  });
});
